using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>The one line the builder obeys.</summary>
internal static partial class Instruction
{
    /// <summary>The prompt file's path, or <see langword="null"/> when the line says something else.</summary>
    public static string? PathOf(string line) =>
        LinePattern().Match(line) is { Success: true } match ? match.Groups["path"].Value : null;

    [GeneratedRegex(@"^\s*Read (?<path>/\S.{0,1000}?) and complete the task\s*$")]
    private static partial Regex LinePattern();
}

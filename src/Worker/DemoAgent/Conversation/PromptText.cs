using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>What a prompt file says: the client's words with the files that came with them.</summary>
/// <param name="Mark">
/// The mark around the words, the same for the same request told again; <see langword="null"/> without one.
/// </param>
/// <param name="Request">The words, and a line for each file.</param>
/// <param name="IsRepair">Whether the words are no client's but the report of a check, to be mended.</param>
internal sealed partial record PromptText(string? Mark, string Request, bool IsRepair = false)
{
    private const string RepairBegins = "The platform opened what you published";

    /// <summary>
    /// Takes the words from between the marks of docs/agent-protocol.md; a file without them is all words.
    /// </summary>
    public static PromptText Read(string file)
    {
        if (Marked().Match(file) is not { Success: true } match)
        {
            return new PromptText(null, file);
        }

        var files = Upload().Matches(match.Groups["rest"].Value).Select(upload => upload.Value);
        return new PromptText(
            match.Groups["mark"].Value,
            string.Join('\n', files.Prepend(match.Groups["words"].Value)),
            file.StartsWith(RepairBegins, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        @"^----- begin (?<mark>[0-9a-f]{12}) -----\n(?<words>.*?)\n----- end \k<mark> -----$(?<rest>.*)",
        RegexOptions.Singleline | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^- uploads/[\w.-]{1,200}$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Upload();
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Testing;

/// <summary>
/// What a request's messages say: the last instruction, what tools returned since, and how many answers it got.
/// </summary>
internal sealed partial class Conversation
{
    private readonly List<Said> since = [];

    private Conversation(JsonElement body)
    {
        var messages = body.TryGetProperty("messages", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(Said.From).ToList()
            : [];
        var start = messages.FindLastIndex(IsInstruction);
        Human = start < 0 ? "" : messages[start].Text;
        var named = messages.SelectMany(said => InstructionPattern().Matches(said.Text)).LastOrDefault();
        Prompt = named?.Groups[1].Value ?? "";
        since.AddRange(start < 0 ? messages : messages[start..]);
    }

    /// <summary>The text of the last instruction.</summary>
    public string Human { get; }

    /// <summary>The file that the last instruction naming one names.</summary>
    public string Prompt { get; }

    public string LastResult => since.FindLast(said => said.Results.Length > 0)?.Results ?? "";

    public static Conversation Of(JsonElement body) => new(body);

    /// <summary>
    /// The first of <paramref name="markers"/> that the instruction, or a tool result after it, holds; and the step
    /// it makes this.
    /// </summary>
    public (string? Marker, int Step) Locate(IReadOnlyCollection<string> markers)
    {
        for (var at = 0; at < since.Count; at++)
        {
            var text = at == 0 ? since[at].Text : since[at].Results;
            if (markers.FirstOrDefault(marker => text.Contains(marker, StringComparison.Ordinal)) is { } marker)
            {
                return (marker, AnswersAfter(at));
            }
        }

        return (null, AnswersAfter(0));
    }

    private static bool IsInstruction(Said said) =>
        said.Role == "user"
        && said.Text.Length > 0
        && (said.Results.Length == 0 || InstructionPattern().IsMatch(said.Text));

    private int AnswersAfter(int at) => since.Skip(at).Count(said => said.Role == "assistant");

    [GeneratedRegex(@"Read (\S+) and complete the task")]
    private static partial Regex InstructionPattern();

    [GeneratedRegex("<system-reminder>.*?</system-reminder>", RegexOptions.Singleline)]
    private static partial Regex ReminderPattern();

    private sealed record Said(string Role, string Text, string Results)
    {
        public static Said From(JsonElement message)
        {
            var content = message.GetProperty("content");
            var text = ReminderPattern().Replace(TextOf(content, "text"), "").Trim();
            return new(message.GetProperty("role").GetString() ?? "", text, TextOf(content, "tool_result"));
        }

        private static string TextOf(JsonElement content, string type) => content.ValueKind switch
        {
            JsonValueKind.String => type == "text" ? content.GetString() ?? "" : "",
            JsonValueKind.Array => string.Join('\n', content.EnumerateArray()
                .Where(block => block.GetProperty("type").GetString() == type)
                .Select(block => type == "text" ? block.GetProperty("text").GetString() : ResultText(block))),
            _ => "",
        };

        private static string ResultText(JsonElement result) =>
            !result.TryGetProperty("content", out var content) ? "(empty)"
            : TextOf(content, "text") is { Length: > 0 } text ? text : "(empty)";
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Testing;

/// <summary>Fills the placeholders of <see cref="StepBuilder"/> from a request.</summary>
internal sealed partial class Placeholders(Conversation conversation, string rawBody)
{
    public string Fill(string text) => !text.Contains("{{", StringComparison.Ordinal)
        ? text
        : text
            .Replace("{{prompt}}", conversation.Prompt, StringComparison.Ordinal)
            .Replace("{{human}}", conversation.Human, StringComparison.Ordinal)
            .Replace("{{result}}", conversation.LastResult, StringComparison.Ordinal)
            .Replace("{{cwd}}", WorkingDirectoryPattern().Match(rawBody).Groups[1].Value, StringComparison.Ordinal);

    public JsonNode Fill(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field =>
            KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Fill(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Fill(item))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
        _ => node.DeepClone(),
    };

    [GeneratedRegex("[Ww]orking directory: ([^\\n\"\\\\]+)")]
    private static partial Regex WorkingDirectoryPattern();
}

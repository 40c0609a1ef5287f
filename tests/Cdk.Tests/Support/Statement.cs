using System.Text.Json.Nodes;

namespace TmuxBuilder.Cdk.Tests.Support;

/// <summary>One statement of a role's policy.</summary>
public sealed record Statement(string Policy, JsonObject Json)
{
    public IReadOnlyList<string> Actions => Texts(Json["Action"]);

    public IReadOnlyList<string> Resources => Texts(Json["Resource"]);

    /// <summary>A text is itself; what is known only when it is deployed is its template's JSON.</summary>
    private static List<string> Texts(JsonNode? node) => node switch
    {
        JsonArray several => [.. several.Select(Text)],
        _ => [Text(node)],
    };

    private static string Text(JsonNode? node) =>
        node is JsonValue value ? value.GetValue<string>() : node?.ToJsonString() ?? "";
}

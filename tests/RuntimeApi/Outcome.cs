using System.Text;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Testing;

/// <summary>What a function posted.</summary>
/// <param name="Path">Where to, without the version.</param>
/// <param name="ErrorType">The header that names an error.</param>
public sealed record Outcome(string Path, string? ErrorType, byte[] Body)
{
    public bool IsError => Path.EndsWith("/error", StringComparison.Ordinal);

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The answer is null.");
}

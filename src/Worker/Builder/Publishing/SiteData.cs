using System.Text.Json.Serialization;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>The value of a <c>site</c> event.</summary>
/// <param name="Release">The release it shows; null before the first.</param>
internal sealed record SiteData(string SiteId, string Slug, string Url, string State, string? Release)
{
    /// <summary>The attachment of its newest picture; left out while none is told of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Screenshot { get; init; }

    /// <summary>What came of the release's check; left out while none is told of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SiteCheckData? Checks { get; init; }
}

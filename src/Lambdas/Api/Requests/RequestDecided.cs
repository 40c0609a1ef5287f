using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Requests;

/// <summary>A request was approved or rejected; an approved one has a session.</summary>
public sealed record RequestDecided(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Guid = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link = null)
{
    public bool Success { get; } = true;
}

using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Conventions;

/// <summary>A refusal or failure (RFC 9457).</summary>
/// <param name="Detail">A sentence a portal can show.</param>
/// <param name="Code">Stable name of what is wrong, such as <c>session.not_found</c>.</param>
/// <param name="Errors">Sentences by field, of a 422.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, string[]>? Errors = null);

using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Admin;

/// <summary>A page of sessions, newest first.</summary>
/// <param name="Total">How many the filter has; may lag, and is absent with <c>q</c>.</param>
public sealed record SessionsView(
    IReadOnlyList<SessionRowView> Sessions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total,
    string Filter,
    string? NextCursor)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Admin;

/// <summary>A page of what was used within some days.</summary>
/// <param name="Group"><c>session</c>, <c>client</c>, <c>day</c> or <c>model</c>.</param>
/// <param name="From">First UTC day.</param>
/// <param name="To">Last UTC day, inclusive.</param>
/// <param name="Rows">Sessions, clients and models in the order of their keys, days newest first.</param>
public sealed record UsagePageView(
    string Group, string From, string To, IReadOnlyList<UsageRowView> Rows, string? NextCursor)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Requests;

/// <summary>A page of requests, newest first.</summary>
/// <param name="Total">How many there are in all of that status; may lag.</param>
public sealed record RequestsView(IReadOnlyList<RequestView> Requests, long? Total, string? NextCursor)
{
    public bool Success { get; } = true;
}

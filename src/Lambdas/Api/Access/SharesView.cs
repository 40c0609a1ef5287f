namespace TmuxBuilder.Api.Access;

/// <summary>A session's shares, newest first.</summary>
public sealed record SharesView(IReadOnlyList<ShareView> Shares)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Admin;

/// <summary>A page of privileged actions, newest first.</summary>
public sealed record AuditPageView(IReadOnlyList<AuditView> Records, string? NextCursor)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Core.Sessions;

/// <summary>A session as lists show it.</summary>
/// <param name="Worker">The worker that holds its lease, if any.</param>
public sealed record SessionRow(Session Session, SessionHead Head, string? Worker);

using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Admin;

/// <summary>What to do to which sessions.</summary>
/// <param name="Action"><c>complete delete restore pause resume purge</c>.</param>
/// <param name="Guids">1–200.</param>
public sealed record BulkBody(string? Action, IReadOnlyList<SessionId>? Guids);

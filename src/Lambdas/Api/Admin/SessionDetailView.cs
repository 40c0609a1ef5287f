using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Admin;

/// <summary>A session with all that belongs to it.</summary>
public sealed record SessionDetailView : SessionRowView
{
    [JsonConstructor]
    public SessionDetailView()
    {
    }

    /// <summary>Begins with what its row says.</summary>
    [SetsRequiredMembers]
    internal SessionDetailView(SessionRowView row)
        : base(row)
    {
    }

    public bool Success { get; } = true;

    /// <summary>Hosts its agent may reach beside those that all may.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public IReadOnlyList<SessionFileView> Files { get; init; } = [];

    public IReadOnlyList<string> Folders { get; init; } = [];

    public IReadOnlyList<SessionResourceView> Resources { get; init; } = [];

    public IReadOnlyList<SessionSiteView> Sites { get; init; } = [];

    /// <summary>The newest 50, newest first.</summary>
    public IReadOnlyList<SessionTurnView> Turns { get; init; } = [];

    /// <summary>The newest 50, newest first.</summary>
    public IReadOnlyList<AuditView> Audit { get; init; } = [];
}

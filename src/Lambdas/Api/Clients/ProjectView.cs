using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Clients;

/// <summary>A project as its client sees it.</summary>
/// <param name="Status"><c>active</c>, <c>completed</c> or <c>deployed</c>.</param>
/// <param name="State">Where the session stands.</param>
public sealed record ProjectView(
    string Guid,
    string Name,
    string Email,
    string Status,
    string State,
    int MessageCount,
    string InitialRequest,
    string? DeployedUrl,
    bool Archived,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static ProjectView From(SessionRow row) => new(
        row.Session.Id.Value,
        row.Session.Name,
        row.Session.Email,
        row.Session.ProjectStatus,
        row.Session.State.ToString().ToLowerInvariant(),
        row.Head.ChatCount,
        row.Session.InitialRequest,
        row.Session.DeployedUrl,
        row.Session.Archived,
        row.Session.CreatedAt,
        row.Session.UpdatedAt);
}

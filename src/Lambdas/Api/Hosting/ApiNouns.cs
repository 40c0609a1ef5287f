using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Admin;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Clients;
using TmuxBuilder.Api.Downloads;
using TmuxBuilder.Api.Requests;
using TmuxBuilder.Api.Sessions;
using TmuxBuilder.Api.Sites;
using TmuxBuilder.Api.Status;
using TmuxBuilder.Api.Uploads;

namespace TmuxBuilder.Api.Hosting;

/// <summary>All endpoints but the description, by the words their paths begin with.</summary>
internal static class ApiNouns
{
    public static readonly IReadOnlyList<ApiNoun> All =
    [
        new(StatusEndpoints.MapStatus, "health", "ready", "config"),
        new(ChatEndpoints.MapChat, "chat"),
        new(HistoryEndpoints.MapHistory, "history", "activity"),
        new(UploadEndpoints.MapUploads, "upload", "uploads"),
        new(AttachmentEndpoints.MapAttachments, "attachments"),
        new(ProjectEndpoints.MapProjects, "client"),
        new(DownloadEndpoints.MapDownloads, "projects", "downloads"),
        new(ProfileEndpoints.MapProfile, "client"),
        new(SiteEndpoints.MapSites, "deployments", "sites", "projects"),
        new(RequestEndpoints.MapRequests, "requests"),
        new(AdminRequestEndpoints.MapAdminRequests, "admin"),
        new(LoginEndpoints.MapLogins, "admin", "client"),
        new(ShareEndpoints.MapShares, "client"),
        new(AdminAccessEndpoints.MapAdminAccess, "admin"),
        new(SessionEndpoints.MapSessions, "sessions"),
        new(SessionListEndpoints.MapSessionList, "admin"),
        new(SessionDetailEndpoints.MapSessionDetail, "admin"),
        new(DiagnosisEndpoints.MapDiagnoses, "admin"),
        new(SessionActions.MapSessionActions, "admin"),
        new(OperationEndpoints.MapOperations, "admin"),
        new(UsageEndpoints.MapUsage, "admin"),
        new(BudgetEndpoints.MapBudgets, "admin"),
        new(WorkerEndpoints.MapWorkers, "admin"),
    ];

    /// <summary>The word as it is written here, for routes do not tell case apart; empty for any other.</summary>
    public static string Find(ReadOnlySpan<char> word)
    {
        foreach (var known in All.SelectMany(noun => noun.Words).Append(ApiDocument.Noun))
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return "";
    }
}

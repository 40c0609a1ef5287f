using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>One session with all that belongs to it, and the files of its folder.</summary>
internal static class SessionDetailEndpoints
{
    private const int Newest = 50;
    private const int MaxFileBytes = 256 * 1024;
    private const int MaxPathLength = 1_024;

    public static void MapSessionDetail(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/admin/sessions/{guid}").WithTags("Admin sessions")
            .RequireSessionEvenGone(SessionFrom.Route, Role.Admin);
        session.MapGet("", GetAsync)
            .WithName("GetSessionDetail").WithSummary("One session with all that belongs to it.")
            .Refuses(400, 401, 403, 404);
        session.MapGet("/files", ReadFileAsync).Audited("session.read_file")
            .WithName("ReadSessionFile").WithSummary("Read one file of its folder, at most 256 KB of it.")
            .Refuses(400, 401, 403, 404, 422);
    }

    private static async Task<Results<Ok<SessionDetailView>, ProblemResult>> GetAsync(
        SessionId guid,
        ISessionStore sessions,
        IUsageStore usage,
        ISessionFiles files,
        IResourceLedger ledger,
        ISiteStore sites,
        ITurnStore turns,
        IAuditStore audit,
        CancellationToken cancellationToken)
    {
        if (await sessions.FindRowAsync(guid, cancellationToken) is not { } row)
        {
            return Problems.SessionNotFound();
        }

        var folder = await files.ListAsync(guid, cancellationToken);
        var recent = await turns.ListRecentAsync(guid, Newest, cancellationToken);
        var used = await usage.TurnTotalsAsync(guid, [.. recent.Select(turn => turn.Id)], cancellationToken);
        var acts = await audit.PageAsync(guid.Short, new PageRequest(Newest), cancellationToken);
        return TypedResults.Ok(new SessionDetailView(
            SessionRowView.From(row, await usage.SessionTotalAsync(guid, cancellationToken)))
        {
            AllowedHosts = AllowedHosts.Read(row.Session.AllowedHosts),
            Files = [.. folder.Files.Select(SessionFileView.From)],
            Folders = folder.Folders,
            Resources = [.. (await ledger.ListAsync(guid, cancellationToken)).Select(SessionResourceView.From)],
            Sites = [.. (await sites.ListAsync(guid, cancellationToken)).Select(SessionSiteView.From)],
            Turns =
            [
                .. recent.Select(turn => SessionTurnView.From(turn, used.GetValueOrDefault(turn.Id, UsageTotals.Zero))),
            ],
            Audit = [.. acts.Items.Select(AuditView.From)],
        });
    }

    private static async Task<Results<Ok<SessionFileContent>, ProblemResult>> ReadFileAsync(
        SessionId guid, string? path, ISessionFiles files, CancellationToken cancellationToken)
    {
        if (path is null or { Length: 0 or > MaxPathLength })
        {
            return Problems.Invalid("path", $"The path of a file is required, of at most {MaxPathLength} characters.");
        }

        return await files.ReadAsync(guid, path, MaxFileBytes, cancellationToken) is { } file
            ? TypedResults.Ok(SessionFileContent.From(file))
            : Problems.NotFound("file");
    }
}

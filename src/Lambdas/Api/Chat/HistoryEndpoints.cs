using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Chat;

/// <summary>What was said and done in a session; plain reads.</summary>
internal static class HistoryEndpoints
{
    // What lists without a limit have always given, and what a socket greets with.
    private const int Tail = 500;

    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        api.MapGet("/history", HistoryAsync)
            .WithName("GetHistory").WithSummary("The chat, oldest first.").WithTags("Chat")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share).Refuses(404, 422);
        api.MapGet("/activity", ActivityAsync)
            .WithName("GetActivity").WithSummary("What happened since a number: the socket's frames over HTTP.")
            .WithTags("Chat")
            .RequireSession(SessionFrom.Query, Role.Client, Role.Share).Refuses(404, 422);
    }

    private static async Task<Results<Ok<HistoryView>, ProblemResult>> HistoryAsync(
        HttpContext context, IChatStore chat, int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (limit is < 1 or > PageRequest.MaxLimit)
        {
            return Problems.Invalid("limit", $"limit must be between 1 and {PageRequest.MaxLimit}.");
        }

        if (limit is null && cursor is null)
        {
            return TypedResults.Ok(
                HistoryView.From(caller, await chat.TailAsync(caller.Session.Id, Tail, cancellationToken), next: null));
        }

        var page = await chat.PageAsync(
            caller.Session.Id, new PageRequest(limit ?? PageRequest.MaxLimit, cursor), cancellationToken);
        return TypedResults.Ok(HistoryView.From(caller, page.Items, page.NextCursor));
    }

    private static async Task<Results<Ok<ActivityView>, ProblemResult>> ActivityAsync(
        HttpContext context,
        IActivityLog log,
        long? since,
        int? limit,
        string? cursor,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (since < 0)
        {
            return Problems.Invalid("since", "since must be the number of an event, or 0.");
        }

        if (!Paging.TryRead(limit, cursor, out var page, out var wrong))
        {
            return wrong;
        }

        var size = limit is null && page.Cursor is null ? Tail : page.Limit;
        var entries = await ActivityPages.ReadAsync(log, caller.Audience, since, page.Cursor, size, cancellationToken);
        if (await log.HeadAsync(caller.Session.Id, cancellationToken) is not { } head)
        {
            return Problems.SessionNotFound();
        }

        var frames = entries.Items.Select(entry => FrameWriter.Live(caller.Audience, entry)).OfType<Frame>();
        var events = frames.Select(frame => new RawFrame(frame.Utf8));
        return TypedResults.Ok(new ActivityView(caller.PublicId, [.. events], head.LastSeq, entries.NextCursor));
    }
}

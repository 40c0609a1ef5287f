using System.Text.Json;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>Puts what checks found into words, frames and, if one is left, a repair.</summary>
internal sealed class Verdicts(ISiteStore sites, CheckFiles files, TimeProvider time)
{
    /// <param name="repairs">Repairs that were made of it already.</param>
    /// <param name="turn">The turn whose end it is, if it is one's.</param>
    public async Task<Verdict> ComposeAsync(
        SessionId session,
        IReadOnlyList<ProvedSite> proved,
        int repairs,
        TurnId? turn,
        string? traceId,
        CancellationToken cancellationToken)
    {
        var failing = proved.Where(one => one.Fails).ToList();
        int? repair = failing.Count > 0 && repairs < Repair.MaxAttempts ? repairs + 1 : null;
        var (words, tasks) = (new List<string>(), new List<string>());
        foreach (var one in proved)
        {
            var report = await files.ReadReportAsync(session, one.Check?.Report, cancellationToken);
            var canGoBack = one.Fails && await CanGoBackAsync(one, cancellationToken);
            words.Add(CheckWords.Chat(one, report, repair, canGoBack));
            if (one.Fails)
            {
                tasks.Add(CheckWords.Task(one, report));
            }
        }

        return new Verdict(
            string.Join("\n\n", words),
            [.. proved.SelectMany(one => one.Check?.Files ?? [])],
            [.. proved.SelectMany(Tell).Select(told => told with { Turn = turn, TraceId = traceId })],
            DoneWith(proved, repair),
            repair is { } next ? FollowUp(session, failing, next, string.Join("\n\n", tasks), traceId) : null);
    }

    private static string DoneWith(IReadOnlyList<ProvedSite> proved, int? repair) =>
        repair is not null ? CheckWords.BeingMended
        : proved.Any(one => one.Fails) ? CheckWords.NotRight
        : proved.Any(one => one.Check is not { WasMade: true }) ? CheckWords.CompleteUnchecked
        : CheckWords.Complete;

    private static IEnumerable<ActivityEvent> Tell(ProvedSite proved)
    {
        if (proved.Check?.Screenshot is { } picture)
        {
            var data = new ScreenshotData(picture.Id, proved.Check.Thumbnail?.Id, proved.Site.Id.Value);
            yield return new ActivityEvent(
                ActivityTypes.Screenshot,
                $"{proved.Site.Name} as it looks now",
                JsonSerializer.Serialize(data, BuilderJson.Default.ScreenshotData));
        }

        yield return new ActivityEvent(ActivityTypes.Test, CheckWords.Outcome(proved));
        yield return SiteEvents.StateChanged(proved.Site, proved.Shown);
    }

    private FollowUp FollowUp(
        SessionId session, IReadOnlyList<ProvedSite> failing, int attempt, string task, string? traceId)
    {
        var now = time.GetUtcNow();
        var message = new ChatMessage
        {
            Id = MessageId.New(time),
            Role = ChatRole.Assistant,
            Content = CheckWords.RepairLine(failing, attempt),
            Timestamp = now,
            Turn = TurnId.New(time),
            Delivery = Delivery.Queued,
            Origin = TurnOrigin.Repair,
        };
        var next = new Turn
        {
            Id = message.Turn.Value,
            Session = session,
            Origin = TurnOrigin.Repair,
            Message = message.Id,
            Text = task,
            Repair = new Repair(attempt, [.. failing.Select(one => one.Shown.Id)]),
            CreatedAt = now,
            TraceId = traceId,
        };
        return new FollowUp(next, message);
    }

    private async Task<bool> CanGoBackAsync(ProvedSite proved, CancellationToken cancellationToken)
    {
        var releases = await sites.ListReleasesAsync(proved.Site.Id, cancellationToken);
        return releases.Any(release =>
            release.Id != proved.Shown.Id && release is { CanBeServed: true, Check.Passed: true });
    }
}

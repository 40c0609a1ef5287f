using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>
/// Looks at budgets now and again, and tells admins of those that are nearly or wholly spent: in the audit, the log
/// and, of a session, its activity. Of many workers one tells.
/// </summary>
internal sealed partial class BudgetWatch(
    Budgets budgets,
    BudgetBook book,
    RunnerDirectory runners,
    IBudgetStore store,
    AuditTrail audit,
    BuilderOptions options,
    TimeProvider time,
    ILogger<BudgetWatch> logger)
{
    /// <summary>Looks and tells until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(LookAsync(cancellationToken), TellAsync(cancellationToken));

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.BudgetLook, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await budgets.RefreshAsync(cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotLooked(failure);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        while (await book.News.Reader.WaitToReadAsync(cancellationToken))
        {
            while (book.News.Reader.TryRead(out var news))
            {
                await TryTellAsync(news, cancellationToken);
            }
        }
    }

    private async Task TryTellAsync(BudgetNews news, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.NoteAsync(news.Key, news.Level, news.Occasion, cancellationToken))
            {
                await TellAsync(news, cancellationToken);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(news.Key.Scope, failure);
        }
    }

    private async Task TellAsync(BudgetNews news, CancellationToken cancellationToken)
    {
        var (limit, spent) = (BudgetStop.Usd(news.Limit), BudgetStop.Usd(news.Spent));
        var about = news.Key switch
        {
            { Session: { } session } => session.Short,
            { Subject.Length: > 0 } => news.Key.Subject,
            _ => news.Key.Scope.Wire,
        };
        if (news.Level == BudgetLevel.Reached)
        {
            LogReached(news.Key.Scope, news.Key.Session?.Short ?? "", limit, spent);
        }
        else
        {
            LogNear(news.Key.Scope, news.Key.Session?.Short ?? "", limit, spent);
        }

        var words = news.Level == BudgetLevel.Reached ? "is spent" : "is nearly spent";
        if (news.Session is { } told && runners.Find(told) is { } runner)
        {
            runner.Pump.Post(new ActivityEvent(
                ActivityTypes.Warning,
                $"The budget of the {news.Key.Scope.Wire} {words}: {spent} of {limit}.",
                Turn: runner.Turn?.Id,
                TraceId: runner.Turn?.TraceId,
                AdminsOnly: true));
        }

        await audit.RecordAsync(
            By.Platform,
            news.Level == BudgetLevel.Reached ? "budget.reached" : "budget.near",
            about,
            ("scope", news.Key.Scope.Wire),
            ("limit", limit),
            ("spent", spent));
    }

    [LoggerMessage(LogLevel.Warning, "Budgets could not be looked at; what is known of them is used")]
    private partial void LogNotLooked(Exception failure);

    [LoggerMessage(LogLevel.Error, "Admins could not be told that a budget of a {Scope} is nearly spent")]
    private partial void LogNotTold(BudgetScope scope, Exception failure);

    [LoggerMessage(LogLevel.Warning, "A {Scope} budget ({SessionId}) is nearly spent: {Spent} of {Limit}")]
    private partial void LogNear(BudgetScope scope, string sessionId, string limit, string spent);

    [LoggerMessage(
        LogLevel.Error, "A {Scope} budget ({SessionId}) is spent: {Spent} of {Limit}; an admin may raise it")]
    private partial void LogReached(BudgetScope scope, string sessionId, string limit, string spent);
}

using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>
/// Brings limits and sums from the store into the book: for a session that begins, and now and again.
/// </summary>
internal sealed class Budgets(
    BudgetBook book,
    RunnerDirectory runners,
    IBudgetStore budgets,
    IUsageStore usage,
    ISessionStore sessions,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly CancellationTokenSource stop = new();

    private DateOnly Month => BudgetRules.MonthOf(time.GetUtcNow());

    /// <summary>Begins to read what the turn's calls will be held against, so that none has to wait for it.</summary>
    public void Prepare(SessionId session, TurnId? turn)
    {
        if (!book.IsOpen(session, turn, Month))
        {
            // A failure is met again by the first call, which says it.
            _ = Task.Run(() => OpenAsync(session, turn, stop.Token), stop.Token)
                .ContinueWith(static failed => _ = failed.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>Returns when all is known that calls of the turn need.</summary>
    /// <exception cref="StoreUnavailableException">The store does not say.</exception>
    public ValueTask EnsureAsync(SessionId session, TurnId? turn, CancellationToken cancellationToken) =>
        book.IsOpen(session, turn, Month)
            ? ValueTask.CompletedTask
            : new ValueTask(OpenAsync(session, turn, cancellationToken));

    /// <summary>What stops the session by what is known of it here.</summary>
    public BudgetStop? StopOf(SessionId session) => book.StopOf(session);

    /// <summary>What stops the session by what the store says now.</summary>
    public async Task<BudgetStop?> LookAsync(SessionId session, TurnId turn, CancellationToken cancellationToken)
    {
        await ReadAsync(session, turn, cancellationToken);
        return book.StopOf(session);
    }

    /// <summary>
    /// Looks at all that works here anew, and wakes the sessions that waited for a budget and may go on.
    /// </summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        book.Keep(session => runners.Find(session)?.Turn is not null);
        if (book.Accounts is not [] and var accounts)
        {
            await RefreshAsync(accounts, cancellationToken);
        }

        foreach (var (session, _, _) in book.Accounts)
        {
            if (runners.Find(session) is { Turn: { State: TurnState.Parked } turn } runner
                && turn.Setbacks is [.., { Kind: SetbackKind.OverBudget }]
                && book.StopOf(session) is null)
            {
                runner.Note();
            }
        }
    }

    /// <summary>Gives up what is being read; whoever waits for its turn is let go.</summary>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        one.Dispose();
    }

    private async Task OpenAsync(SessionId session, TurnId? turn, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestWait, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await ReadAsync(session, turn, limit.Token, unlessOpen: true);
    }

    private async Task ReadAsync(
        SessionId session, TurnId? turn, CancellationToken cancellationToken, bool unlessOpen = false)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (unlessOpen && book.IsOpen(session, turn, Month))
            {
                return;
            }

            if ((await sessions.FindAsync(session, cancellationToken))?.Email.ToLowerInvariant() is not { } client)
            {
                return;
            }

            book.BeginReading();
            var month = Month;
            var limits = budgets.LimitsAsync(KeysOf(session, turn, client), cancellationToken);
            var ofTurn = turn is { } asked ? usage.TurnTotalsAsync(session, [asked], cancellationToken) : null;
            var ofSession = usage.SessionTotalAsync(session, cancellationToken);
            var ofClient = ClientAsync(client, month, cancellationToken);
            var ofAll = PlatformAsync(month, cancellationToken);
            await Task.WhenAll(limits, ofSession, ofClient, ofAll, ofTurn ?? Task.CompletedTask);
            var spent = new Dictionary<BudgetKey, long>
            {
                [BudgetKey.Of(session)] = (await ofSession).CostMicroUsd,
                [BudgetKey.Of(client)] = await ofClient,
                [BudgetKey.Platform] = await ofAll,
            };
            if (turn is { } known && ofTurn is not null)
            {
                spent[BudgetKey.Of(session, known)] =
                    (await ofTurn).GetValueOrDefault(known, UsageTotals.Zero).CostMicroUsd;
            }

            book.Open(session, turn, client, new BudgetSums(month, await limits, spent));
        }
        finally
        {
            one.Release();
        }
    }

    private async Task RefreshAsync(
        IReadOnlyList<(SessionId Session, TurnId? Turn, string Client)> accounts, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            book.BeginReading();
            var month = Month;
            var keys = accounts.SelectMany(one => KeysOf(one.Session, one.Turn, one.Client)).Distinct().ToList();
            var limits = budgets.LimitsAsync(keys, cancellationToken);
            var totals = usage.SessionTotalsAsync([.. accounts.Select(one => one.Session)], cancellationToken);
            var ofAll = PlatformAsync(month, cancellationToken);
            var spent = new Dictionary<BudgetKey, long>();
            foreach (var client in accounts.Select(one => one.Client).Distinct(StringComparer.Ordinal))
            {
                spent[BudgetKey.Of(client)] = await ClientAsync(client, month, cancellationToken);
            }

            foreach (var (session, turn, _) in accounts)
            {
                spent[BudgetKey.Of(session)] =
                    (await totals).GetValueOrDefault(session, UsageTotals.Zero).CostMicroUsd;
                if (turn is { } id)
                {
                    spent[BudgetKey.Of(session, id)] =
                        (await usage.TurnTotalsAsync(session, [id], cancellationToken))
                            .GetValueOrDefault(id, UsageTotals.Zero).CostMicroUsd;
                }
            }

            spent[BudgetKey.Platform] = await ofAll;
            book.Take(new BudgetSums(month, await limits, spent));
        }
        finally
        {
            one.Release();
        }
    }

    private static List<BudgetKey> KeysOf(SessionId session, TurnId? turn, string client) =>
    [
        .. turn is { } id ? new[] { BudgetKey.Of(session, id) } : [],
        BudgetKey.Of(session), BudgetKey.Of(client), .. Enum.GetValues<BudgetScope>().Select(BudgetKey.Default),
    ];

    private async Task<long> ClientAsync(string client, DateOnly month, CancellationToken cancellationToken) =>
        (await usage.ClientDaysAsync(client, month, month.AddMonths(1).AddDays(-1), cancellationToken))
            .Sum(day => day.Amount.CostMicroUsd);

    private async Task<long> PlatformAsync(DateOnly month, CancellationToken cancellationToken) =>
        (await usage.TotalAsync(month, month.AddMonths(1).AddDays(-1), cancellationToken)).CostMicroUsd;
}

using System.Threading.Channels;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Budgets;

/// <summary>
/// Budgets of the sessions that work here, in memory: what the store said last, what was used since, and what calls
/// under way cost so far. Everything in it answers at once.
/// </summary>
internal sealed class BudgetBook
{
    private const int MostNews = 1024;

    private readonly Lock sync = new();
    private readonly Dictionary<BudgetKey, BudgetLine> lines = [];
    private readonly Dictionary<SessionId, Account> accounts = [];
    private readonly Dictionary<long, Call> calls = [];

    /// <summary>Budgets that came to a level, each told once by this process.</summary>
    public Channel<BudgetNews> News { get; } = Channel.CreateBounded<BudgetNews>(MostNews);

    /// <summary>The sessions there are accounts of, with their turns and clients.</summary>
    public IReadOnlyList<(SessionId Session, TurnId? Turn, string Client)> Accounts
    {
        get
        {
            lock (sync)
            {
                return [.. accounts.Select(one => (one.Key, one.Value.Turn, one.Value.Client))];
            }
        }
    }

    /// <summary>Whether all is known that a call of that turn in that month needs.</summary>
    public bool IsOpen(SessionId session, TurnId? turn, DateOnly month)
    {
        lock (sync)
        {
            return accounts.TryGetValue(session, out var account)
                && account.Turn == turn
                && account.Lines.All(line => line.Month is not { } its || its == month);
        }
    }

    /// <summary>
    /// Says that the store is asked now, so that nothing stored meanwhile is missed. Not twice at once.
    /// </summary>
    public void BeginReading()
    {
        lock (sync)
        {
            foreach (var line in lines.Values)
            {
                line.Arrived = 0;
            }
        }
    }

    /// <summary>Takes what the store said since <see cref="BeginReading"/>, and opens the session's account.</summary>
    public void Open(SessionId session, TurnId? turn, string client, BudgetSums sums)
    {
        lock (sync)
        {
            BudgetKey[] keys =
            [
                .. turn is { } id ? new[] { BudgetKey.Of(session, id) } : [],
                BudgetKey.Of(session), BudgetKey.Of(client), BudgetKey.Platform,
            ];
            accounts.TryGetValue(session, out var before);
            accounts[session] = new Account(turn, client, [.. keys.Select(LineLocked)])
            {
                UsualInput = before?.UsualInput ?? 0,
            };
            TakeLocked(sums, session);
        }
    }

    /// <summary>Takes what the store said since <see cref="BeginReading"/>.</summary>
    public void Take(BudgetSums sums)
    {
        lock (sync)
        {
            TakeLocked(sums, null);
        }
    }

    /// <summary>Forgets sessions that no longer work here, but for their calls under way.</summary>
    public void Keep(Func<SessionId, bool> works)
    {
        lock (sync)
        {
            var busy = calls.Values.Select(call => call.Session).ToHashSet();
            foreach (var session in accounts.Keys.Where(one => !busy.Contains(one) && !works(one)).ToList())
            {
                accounts.Remove(session);
            }

            var used = accounts.Values.SelectMany(account => account.Lines).ToHashSet();
            foreach (var line in lines.Values
                .Where(line => !used.Contains(line) && line is { Pending: 0, Live: 0 }).ToList())
            {
                lines.Remove(line.Key);
            }
        }
    }

    /// <summary>
    /// Lets a call up unless a budget of its session is spent, and reserves for it what calls of the session begin
    /// with.
    /// </summary>
    public BudgetStop? Admit(SessionId session, long call)
    {
        lock (sync)
        {
            if (accounts.GetValueOrDefault(session) is not { } account)
            {
                return null;
            }

            if (StopLocked(account) is { } stop)
            {
                return stop;
            }

            var reserved = new Call(session, account.Lines) { IsGuess = true };
            calls[call] = reserved;
            SetLocked(reserved, account.UsualInput);
            return null;
        }
    }

    /// <summary>A call has cost so much by now; tells when a budget is over with it.</summary>
    public BudgetStop? Used(long call, long amount)
    {
        lock (sync)
        {
            if (calls.GetValueOrDefault(call) is not { } known)
            {
                return null;
            }

            var account = accounts.GetValueOrDefault(known.Session);
            if (known.IsGuess)
            {
                known.IsGuess = false;
                account?.UsualInput = amount;
            }

            SetLocked(known, amount);
            return account is null ? null : StopLocked(account);
        }
    }

    /// <summary>
    /// A call is over and cost so much; the result is to be given to <see cref="Settle"/> once it is stored.
    /// </summary>
    public BudgetCharge? End(long call, long amount)
    {
        lock (sync)
        {
            if (!calls.Remove(call, out var known))
            {
                return null;
            }

            SetLocked(known, 0);
            foreach (var line in known.Lines)
            {
                line.Pending += amount;
                TellLocked(line, known.Session);
            }

            return new BudgetCharge(known.Lines, amount);
        }
    }

    /// <summary>A charge is stored, or it never will be.</summary>
    /// <param name="counts">Whether the store has it; it has it already when it was charged twice.</param>
    public void Settle(BudgetCharge charge, bool counts)
    {
        lock (sync)
        {
            foreach (var line in charge.Lines)
            {
                line.Pending -= charge.Amount;
                line.Stored += counts ? charge.Amount : 0;
                line.Arrived += counts ? charge.Amount : 0;
            }
        }
    }

    /// <summary>The narrowest budget that stops the session; <see langword="null"/> when none does.</summary>
    public BudgetStop? StopOf(SessionId session)
    {
        lock (sync)
        {
            return accounts.GetValueOrDefault(session) is { } account ? StopLocked(account) : null;
        }
    }

    private static BudgetStop? StopLocked(Account account) =>
        account.Lines.FirstOrDefault(line => line.IsSpent) is { } line
            ? new BudgetStop(line.Key.Scope, line.Limit, line.Spent + line.Live)
            : null;

    private static void SetLocked(Call call, long amount)
    {
        foreach (var line in call.Lines)
        {
            line.Live += amount - call.Amount;
        }

        call.Amount = amount;
    }

    private BudgetLine LineLocked(BudgetKey key)
    {
        if (!lines.TryGetValue(key, out var line))
        {
            lines[key] = line = new BudgetLine(key);
        }

        return line;
    }

    private void TakeLocked(BudgetSums sums, SessionId? session)
    {
        foreach (var line in lines.Values)
        {
            if (!sums.Spent.TryGetValue(line.Key, out var stored))
            {
                continue;
            }

            var (limit, month) = (sums.LimitOf(line.Key), line.Key.Scope.IsMonthly ? sums.Month : (DateOnly?)null);
            line.Told = line.Limit == limit && line.Month == month ? line.Told : null;

            // What this worker stored while the store was asked may be in its answer or not: it is counted either way,
            // and at most until the next look twice.
            (line.Limit, line.Month, line.Stored) = (limit, month, stored + line.Arrived);
            TellLocked(line, session);
        }
    }

    private void TellLocked(BudgetLine line, SessionId? session)
    {
        if (BudgetRules.LevelOf(line.Spent, line.Limit) is { } level && (line.Told is null || line.Told < level))
        {
            line.Told = level;
            News.Writer.TryWrite(new BudgetNews(
                line.Key, level, line.Occasion, line.Limit, line.Spent, line.Key.Session ?? session));
        }
    }

    private sealed record Account(TurnId? Turn, string Client, IReadOnlyList<BudgetLine> Lines)
    {
        /// <summary>What the last call of the session cost when its answer began: about what the next will.</summary>
        public long UsualInput { get; set; }
    }

    private sealed class Call(SessionId session, IReadOnlyList<BudgetLine> lines)
    {
        public SessionId Session => session;

        public IReadOnlyList<BudgetLine> Lines => lines;

        public long Amount { get; set; }

        public bool IsGuess { get; set; }
    }
}

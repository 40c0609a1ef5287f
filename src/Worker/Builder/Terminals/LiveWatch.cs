using System.Globalization;
using System.Text;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder.Terminals;

/// <summary>One admin at a terminal.</summary>
internal sealed class LiveWatch : ITerminalWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SessionId session;
    private readonly By by;
    private readonly Action changed;
    private readonly LiveParts parts;
    private readonly Action ended;
    private readonly IAgentTerminal terminal;
    private TakeOver? mine;
    private TerminalEvent.State? told;
    private long typed;
    private bool resized;

    public LiveWatch(SessionId session, By by, Action changed, LiveParts parts, Action ended)
    {
        (this.session, this.by, this.changed, this.parts, this.ended) = (session, by, changed, parts, ended);
        parts.TakeOvers.Changed += OnTakeOver;
        terminal = parts.Terminals.Watch(session, changed);
    }

    private bool IsMine => mine is not null && parts.TakeOvers.Find(session) == mine;

    public async Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken)
    {
        if (mine is not null && !IsMine)
        {
            // The agent ended, or had to be told something.
            await LeaveAsync(cancellationToken);
        }

        var next = told is null || State() == told ? await terminal.NextAsync(cancellationToken) : null;
        if (next is not null)
        {
            return next;
        }

        var state = State();
        return told == state ? null : told = state;
    }

    public async Task<TakeOverOutcome> TakeOverAsync(CancellationToken cancellationToken)
    {
        if (IsMine)
        {
            return TakeOverOutcome.Done;
        }

        if (parts.Runners.Find(session) is not { } runner)
        {
            return TakeOverOutcome.Absent;
        }

        var wish = new TakeOver(session, Id<TakeOver>.New(parts.Time).Value, by.Actor);
        mine = wish;
        var outcome = TakeOverOutcome.Absent;
        try
        {
            outcome = await runner.TakeOverAsync(wish).WaitAsync(Patience, parts.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            outcome = TakeOverOutcome.Delivering;
        }
        finally
        {
            if (outcome != TakeOverOutcome.Done)
            {
                mine = null;
                runner.GiveBack(wish);
            }
        }

        if (outcome == TakeOverOutcome.Done)
        {
            await parts.Audit.RecordAsync(by, "terminal.take_over", session, cancellationToken);
        }

        return outcome;
    }

    public Task GiveBackAsync(CancellationToken cancellationToken) =>
        mine is null ? Task.CompletedTask : LeaveAsync(cancellationToken);

    public async Task<bool> TypeAsync(string text, CancellationToken cancellationToken)
    {
        if (!IsMine)
        {
            return false;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        typed += bytes.Length;
        return await parts.Terminals.TypeAsync(session, bytes, cancellationToken);
    }

    public async Task<bool> ResizeAsync(int columns, int rows, CancellationToken cancellationToken)
    {
        if (!IsMine)
        {
            return false;
        }

        resized = true;
        return await parts.Terminals.ResizeAsync(session, columns, rows, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        parts.TakeOvers.Changed -= OnTakeOver;
        ended();
        await terminal.DisposeAsync();
        if (mine is not null)
        {
            using var limit = new CancellationTokenSource(Patience, parts.Time);
            await LeaveAsync(limit.Token);
        }
    }

    /// <summary>
    /// Gives the keyboard back, with the terminal as agents know it; what was typed is counted, never kept.
    /// </summary>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var (left, count) = (mine!, typed);
        (mine, typed) = (null, 0);
        if (resized)
        {
            resized = false;
            await parts.Terminals.RestoreSizeAsync(session, cancellationToken);
        }

        parts.TakeOvers.Remove(left);
        parts.Runners.Find(session)?.GiveBack(left);
        await parts.Audit.RecordAsync(
            by,
            "terminal.give_back",
            session,
            cancellationToken,
            ("bytes_typed", count.ToString(CultureInfo.InvariantCulture)));
    }

    private TerminalEvent.State State() =>
        new(terminal.IsThere, parts.TakeOvers.Find(session)?.Admin, IsMine);

    private void OnTakeOver(SessionId of)
    {
        if (of == session)
        {
            changed();
        }
    }
}

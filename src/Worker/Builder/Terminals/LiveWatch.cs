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
            await LeaveAsync();
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
            await parts.Audit.RecordAsync(by, "terminal.take_over", session);
        }

        return outcome;
    }

    public Task GiveBackAsync(CancellationToken cancellationToken) =>
        mine is null ? Task.CompletedTask : LeaveAsync();

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
        try
        {
            await terminal.DisposeAsync();
        }
        finally
        {
            ended();
            if (mine is not null)
            {
                await LeaveAsync();
            }
        }
    }

    /// <summary>
    /// Gives the keyboard back, with the terminal as agents know it; what was typed is counted, never kept. Once begun
    /// it is carried to its end, whether or not the admin waits for it: messages wait for the keyboard.
    /// </summary>
    private async Task LeaveAsync()
    {
        var (left, count, wasResized) = (mine!, typed, resized);
        (mine, typed, resized) = (null, 0, false);
        using var limit = new CancellationTokenSource(Patience, parts.Time);
        try
        {
            if (wasResized)
            {
                await parts.Terminals.RestoreSizeAsync(session, limit.Token);
            }
        }
        finally
        {
            parts.TakeOvers.Remove(left);
            parts.Runners.Find(session)?.GiveBack(left);
        }

        await parts.Audit.RecordAsync(
            by, "terminal.give_back", session, ("bytes_typed", count.ToString(CultureInfo.InvariantCulture)));
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

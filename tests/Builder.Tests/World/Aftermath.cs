using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>
/// What a fault must come to: states, frames, chat and that the next message works. Every part is required, so that no
/// test of a fault looks at some of them only.
/// </summary>
/// <param name="Turn">How the turn ends.</param>
/// <param name="Session">How the session stands then.</param>
/// <param name="Told">
/// What the socket's reader is told of the fault: part of the text of a status, or of the end.
/// </param>
/// <param name="Line">Part of the last chat line of the turn.</param>
/// <param name="Cause">
/// Part of what admins read of it, and clients never; <see langword="null"/> when nothing is to be read.
/// </param>
internal sealed record Aftermath(TurnState Turn, SessionState Session, string Told, string Line, string? Cause)
{
    // The machinery, which is nobody's business who asked for a page.
    private static readonly string[] Internals =
        ["tmux", "claude", "/session", "prompt_", "signal ", "status 4", "status 5", "Exception", "worker", "socket"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string End => Turn switch
    {
        TurnState.Done => "done",
        TurnState.Cancelled => "status",
        _ => "error",
    };

    /// <summary>
    /// Waits for the end and looks at all of it; <paramref name="next"/> has the next message worked on.
    /// </summary>
    public async Task<Turn> HoldsAsync(Machine machine, Session session, Turn turn, Func<Task> next)
    {
        var ended = await machine.TurnAsync(turn, Turn);
        await machine.StateAsync(session, Session);
        var shown = await FramesHoldAsync(machine, session, turn);
        var lines = await LinesHoldAsync(machine, session, turn);
        await CauseHoldsAsync(machine, session, ended, [.. shown, .. lines]);
        if (Turn is TurnState.Failed or TurnState.TimedOut)
        {
            await machine.AssertFailedAsync(session, ended);
        }

        await next();
        return ended;
    }

    /// <summary>Numbered without gap or repeat, of this session, with what went wrong and how it ended.</summary>
    private async Task<IReadOnlyList<string>> FramesHoldAsync(Machine machine, Session session, Turn turn)
    {
        var receipt = Turn == TurnState.Done ? Delivery.Answered : Delivery.Failed;
        var frames = await machine.Pulse.UntilAsync(
            () =>
            {
                // API and worker send side by side, so that one may overtake the other. The end follows its receipt:
                // what has the same type before it tells of something else.
                var sent = machine.Sockets.Of(session).OrderBy(frame => frame.Seq).ToList();
                var isOver = OfTurn(sent).SkipWhile(frame => !IsReceipt(frame)).Any(frame => frame.Type == End)
                    && sent[^1].Seq <= sent.Count;
                return Task.FromResult(isOver ? sent : null);
            },
            Token);
        Assert.Equal(
            Enumerable.Range(1, frames.Count).Select(number => (long)number), frames.Select(frame => frame.Seq));
        Assert.All(frames, frame => Assert.Equal(session.Id.Value, frame.Guid));
        Assert.Contains(OfTurn(frames), frame =>
            (frame.Type == "status" || frame.Type == End) && frame.Message.Contains(Told, StringComparison.Ordinal));
        Assert.True(IsReceipt(OfTurn(frames).Last(frame => frame.Type == "delivery")));
        return
        [
            .. OfTurn(frames).Where(frame => frame.Type is "status" or "error" or "delivery" or "warning")
                .Select(frame => frame.Message),
        ];

        bool IsReceipt(SocketFrame frame) =>
            frame.Type == "delivery" && frame.Data.Contains($"\"{receipt.Wire}\"", StringComparison.Ordinal);

        IEnumerable<SocketFrame> OfTurn(IEnumerable<SocketFrame> sent) =>
            sent.Where(frame => frame.Turn == turn.Id.Value);
    }

    private async Task<IReadOnlyList<string>> LinesHoldAsync(Machine machine, Session session, Turn turn)
    {
        var lines = (await machine.LinesAsync(session)).Where(line => line.Turn == turn.Id).ToList();
        Assert.Equal(
            (ChatRole.User, Turn == TurnState.Done ? Delivery.Answered : Delivery.Failed),
            (lines[0].Role, lines[0].Delivery));
        Assert.Contains(Line, lines[^1].Content, StringComparison.Ordinal);
        return [.. lines.Where(line => line.Role == ChatRole.Assistant).Select(line => line.Content)];
    }

    private async Task CauseHoldsAsync(Machine machine, Session session, Turn ended, IReadOnlyList<string> shown)
    {
        string[] causes =
        [
            ended.Cause ?? "",
            .. ended.Setbacks.Select(setback => setback.Cause),
            .. (await machine.WarningsAsync(session))
                .Where(warning => warning.Turn == ended.Id && !warning.Visible).Select(warning => warning.Message),
        ];
        if (Cause is null)
        {
            Assert.All(causes, Assert.Empty);
        }
        else
        {
            Assert.Contains(causes, cause => cause.Contains(Cause, StringComparison.Ordinal));
        }

        string[] secret =
            [.. Internals, session.Id.Value, machine.Options.DataFolder, .. causes.Where(cause => cause.Length > 0)];
        Assert.All(
            shown,
            text => Assert.DoesNotContain(secret, inside => text.Contains(inside, StringComparison.OrdinalIgnoreCase)));
    }
}

using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Pauses and resumes: a paused session lets its running turn end and starts no other.</summary>
public sealed class PauseSession(
    ISessionStore sessions, CommandSender commands, ActivityRecorder recorder, AuditTrail audit, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Pauses; pausing again changes nothing. A completed session cannot be paused.</summary>
    public Task<SessionOutcome> PauseAsync(SessionId id, By by, CancellationToken cancellationToken) => ChangeAsync(
        id,
        by,
        new Step(SessionState.Paused, CommandKind.Pause, "session.pause", "The project is paused"),
        cancellationToken);

    /// <summary>Resumes a paused session: what waits is worked on again.</summary>
    public Task<SessionOutcome> ResumeAsync(SessionId id, By by, CancellationToken cancellationToken) => ChangeAsync(
        id,
        by,
        new Step(SessionState.Hibernated, CommandKind.Resume, "session.resume", "The project goes on"),
        cancellationToken);

    private async Task<SessionOutcome> ChangeAsync(SessionId id, By by, Step step, CancellationToken cancellationToken)
    {
        var head = await sessions.FindRowAsync(id, cancellationToken);
        var target = (step.To, head?.Head) switch
        {
            (SessionState.Hibernated, { RunningTurn: not null, TurnState: TurnState.Waiting }) => SessionState.Waiting,
            (SessionState.Hibernated, { RunningTurn: not null }) => SessionState.Working,
            _ => step.To,
        };
        var outcome = SessionOutcome.Absent;
        await sessions.ChangeAsync(
            id,
            session =>
            {
                outcome = Judge(session, step.To);
                return outcome == SessionOutcome.Done && session.State != target
                    ? session with { State = target, StateReason = null, UpdatedAt = time.GetUtcNow() }
                    : session;
            },
            cancellationToken);
        if (outcome == SessionOutcome.Done)
        {
            await commands.SendAsync(
                id, step.Command, CommandSender.NoPayload, Lifetime, by.TraceId, cancellationToken);
            await recorder.RecordAsync(
                id, [SessionEvents.StateChanged(target, step.Text, by.TraceId)], lease: null, cancellationToken);
            await audit.RecordAsync(by, step.Action, id);
        }

        return outcome;
    }

    private static SessionOutcome Judge(Session session, SessionState to) => session switch
    {
        { IsGone: true } => SessionOutcome.Gone,
        { State: SessionState.Completed } => SessionOutcome.WrongState,
        _ when to == SessionState.Paused || session.State == SessionState.Paused => SessionOutcome.Done,
        _ => SessionOutcome.WrongState,
    };

    private sealed record Step(SessionState To, CommandKind Command, string Action, string Text);
}

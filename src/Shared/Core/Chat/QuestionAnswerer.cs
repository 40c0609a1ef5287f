using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Chat;

/// <summary>Hands the client's answer to the agent that asked.</summary>
public sealed class QuestionAnswerer(
    ISessionStore sessions, ITurnStore turns, ICommandStore commands, WorkBell bell, TimeProvider time)
{
    /// <summary>
    /// Stores the answer to the question that is open for the session's worker. Of several answers to one question the
    /// first counts; one that comes after the deadline is <see cref="AnswerOutcome.NothingAsked"/>.
    /// </summary>
    public async Task<AnswerOutcome> AnswerAsync(
        SessionId session,
        QuestionId question,
        string answer,
        string? traceId,
        CancellationToken cancellationToken)
    {
        if (await sessions.FindRowAsync(session, cancellationToken) is not { Session.IsGone: false } row)
        {
            return AnswerOutcome.SessionGone;
        }

        if (row.Head is not { RunningTurn: { } running, TurnState: TurnState.Waiting }
            || await turns.FindAsync(session, running, cancellationToken) is not { State: TurnState.Waiting } turn
            || turn.Question?.Id != question
            || turn.Question.Deadline <= time.GetUtcNow())
        {
            return AnswerOutcome.NothingAsked;
        }

        var now = time.GetUtcNow();
        var payload = new AnswerPayload(question.Value, answer).ToJson();

        // The command carries the question's own id, so that the store keeps one answer to it.
        var id = CommandId.Parse(question.Value);
        await commands.AddAsync(
            new Command(id, session, CommandKind.Answer, payload, now, now + AnswerPayload.Lifetime, traceId),
            cancellationToken);
        await bell.RingAsync(session, cancellationToken);
        return AnswerOutcome.Given;
    }
}

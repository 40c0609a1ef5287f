using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// What the agent asks the client, and the one answer to it. While it waits, no clock but the question's runs.
/// </content>
internal sealed partial class SessionRunner
{
    // An answer that was taken just before the deadline may reach the store just after it.
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(2);

    private async Task AskAsync(RunnerEvent.Asked asked, CancellationToken cancellationToken)
    {
        await WorkSeenAsync(cancellationToken);
        if (steps.Current is not { State: TurnState.Working } turn)
        {
            return;
        }

        var now = Now;
        var deadline = Times.WholeSecond(now + parts.Options.QuestionTimeout);
        var question = new Question(
            QuestionId.New(parts.Time), turn.Id, asked.Text, asked.Choices, asked.Default, now, deadline);
        await StepAsync(
            turn,
            TurnEvent.Asked,
            new TurnStep(Questions.Event(question, turn.TraceId))
            {
                Change = waiting => waiting with { Question = question },
                Reply = parts.Endings.Line(turn, asked.Text),
                Session = SessionState.Waiting,
            },
            cancellationToken);
        (lookAt, restingSince) = (deadline + AnswerGrace, now);
        ReleasePlace();
    }

    /// <summary>Waits for the answer; from the deadline on, the default is it, or the agent decides.</summary>
    private async Task AwaitAnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Question is not { } question)
        {
            return;
        }

        if (question.Deadline + AnswerGrace is var settles && settles > Now)
        {
            lookAt = settles;
            return;
        }

        // Under the question's own id, like a client's answer: whichever was stored first is the one that counts.
        var answer = new AnswerPayload(question.Id.Value, question.Default, AtDeadline: true);
        await parts.Commands.AddAsync(
            new Command(
                CommandId.Parse(question.Id.Value),
                Session,
                CommandKind.Answer,
                answer.ToJson(),
                Now,
                Now + AnswerPayload.Lifetime),
            cancellationToken);
        await DoCommandsAsync(cancellationToken);
    }

    /// <summary>Hands the answer over as the next prompt file of the same turn, once there is a place for it.</summary>
    private async Task<bool> AnswerAsync(Command command, CancellationToken cancellationToken)
    {
        if (steps.Current is not { State: TurnState.Waiting } turn
            || AnswerPayload.Parse(command.Payload) is not { } answer
            || turn.Question?.Id.Value != answer.QuestionId)
        {
            // Nobody waits for it any more.
            return true;
        }

        if (takenOver is not null)
        {
            return false;
        }

        if (!hasPlace)
        {
            await RequestPlaceAsync(cancellationToken);
            return false;
        }

        if (await EnsureAgentAsync(turn, cancellationToken) == AgentFound.None)
        {
            return false;
        }

        var prompt = answer is { AtDeadline: false, Answer: { } words }
            ? await parts.Workspaces.WriteAnswerAsync(turn, words, cancellationToken)
            : await parts.Workspaces.WriteNoAnswerAsync(turn, answer.Answer, cancellationToken);
        var answered = turn with { TraceId = command.TraceId ?? turn.TraceId };
        var told = Questions.Answered(answered, answer);
        await TypeAsync(
            answered,
            prompt,
            new TurnStep(told)
            {
                Session = SessionState.Working,
                Reply = answer.AtDeadline
                    ? parts.Endings.Line(turn, told.Message)
                    : parts.Endings.AnswerLine(turn, told.Message),
            },
            cancellationToken);
        return true;
    }
}

using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// The check of what a turn published, between the agent's end and the turn's. It runs beside the mailbox, so that a
/// cancel is heard, and begins again where this worker, or one before it, was cut off.
/// </content>
internal sealed partial class SessionRunner
{
    private const int MostLastWords = 100_000;

    private CancellationTokenSource? proving;
    private Task proof = Task.CompletedTask;
    private int proofRequest;
    private TurnId? begunHere;

    /// <summary>The agent ended its work: what came of it is stored, then looked at.</summary>
    private async Task ToProveAsync(Turn turn, string? lastMessage, CancellationToken cancellationToken)
    {
        var words = lastMessage is null ? null : Utf8Text.Cut(SecretRedactor.Redact(lastMessage), MostLastWords);
        await StepAsync(
            turn,
            TurnEvent.ToProve,
            new TurnStep(new ActivityEvent(
                ActivityTypes.Status, CheckWords.Checking, Turn: turn.Id, TraceId: turn.TraceId))
            {
                Change = ended => ended with { LastWords = words },
            },
            cancellationToken);
        (restingSince, lookAt) = (null, null);
        ReleasePlace();
        if (steps.Current is { } checking)
        {
            await ProveAsync(checking, cancellationToken);
        }

        // The agent's work is over: it must not be lost with this machine while a browser looks at it.
        await CheckpointAsync(cancellationToken);
    }

    /// <summary>
    /// Goes on with the proof that a worker before this one began. What ends workers must not do so without end, so
    /// each that was lost is written down; one that only failed a step here was not.
    /// </summary>
    private async Task RecoverProofAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (inherited && begunHere != turn.Id)
        {
            turn = await BearAsync(
                turn, SetbackKind.WorkerLost, "The worker was lost within a check.", cancellationToken);
        }

        inherited = false;
        await ProveAsync(turn, cancellationToken);
    }

    /// <summary>Has what the turn published looked at, unless that is under way.</summary>
    private Task ProveAsync(Turn turn, CancellationToken cancellationToken)
    {
        begunHere = turn.Id;
        if (failures >= MaxFailures || turn.Suffered(SetbackKind.WorkerLost) >= MaxFailures)
        {
            LogNotProved(Session, turn.Id);
            return ConcludeAsync(turn, CheckWords.BrokeDown, cancellationToken);
        }

        if (proving is null)
        {
            proving = new CancellationTokenSource();
            proof = Task.WhenAll(proof, MakeProofAsync(turn, ++proofRequest, proving.Token));
        }

        return Task.CompletedTask;
    }

    private async Task MakeProofAsync(Turn turn, int request, CancellationToken cancellationToken)
    {
        Exception? broken = null;
        try
        {
            await parts.Proofs.MakeAsync(this, turn, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            broken = failure;
        }

        Post(new RunnerEvent.Proved(request, broken));
    }

    private async Task ProvedAsync(RunnerEvent.Proved proved, CancellationToken cancellationToken)
    {
        if (proving is null || proved.Request != proofRequest)
        {
            // Of checks that were given up.
            return;
        }

        StopProving();
        if (proved.Failure is { } failure)
        {
            throw new IOException("The checks of what a turn published broke down.", failure);
        }

        if (steps.Current is { State: TurnState.Checking } turn)
        {
            await ConcludeAsync(turn, CheckWords.NewerUnchecked, cancellationToken);
        }
    }

    /// <summary>Ends the turn with what its checks found, and stores the repair that follows, if one does.</summary>
    private async Task ConcludeAsync(Turn turn, string unproved, CancellationToken cancellationToken)
    {
        var verdict = await parts.Proofs.ConcludeAsync(this, turn, unproved, Owned, cancellationToken);
        var (reply, summary) = await parts.Endings.ComposeAsync(turn, turn.LastWords, cancellationToken);
        await EndAsync(
            turn,
            TurnEvent.Proved,
            new TurnStep([.. verdict.Events, .. EndingOf(turn, summary, verdict.Done)])
            {
                Change = ended => ended with { LastWords = null },
                Delivery = Delivery.Answered,
                Reply = verdict.Words.Length == 0
                    ? reply
                    : parts.Endings.Joined(turn, reply, verdict.Words) with { Attachments = verdict.Files },
                FollowUp = verdict.Repair?.Within(turn),
            },
            cancellationToken);
    }

    /// <summary>
    /// What the agent said of work that nobody looks at any more; of work cut short, that its site was not checked.
    /// </summary>
    private async Task<ChatMessage?> UnprovedReplyAsync(
        Turn turn, string sentence, CancellationToken cancellationToken) =>
        turn.State == TurnState.Checking
            ? parts.Endings.Joined(
                turn,
                (await parts.Endings.ComposeAsync(turn, turn.LastWords, cancellationToken)).Reply,
                $"Not checked: {sentence}")
            : await LeftUncheckedAsync(turn, null, cancellationToken);

    /// <summary>The reply, with the sites the turn published and leaves unchecked.</summary>
    private async Task<ChatMessage?> LeftUncheckedAsync(
        Turn turn, ChatMessage? reply, CancellationToken cancellationToken)
    {
        var left = (await parts.Proofs.ListAsync(turn, cancellationToken))
            .Where(proved => proved.Shown.Turn == turn.Id && proved.Check is null)
            .ToList();
        return left.Count == 0 ? reply : parts.Endings.Joined(turn, reply, CheckWords.LeftUnchecked(left));
    }

    private void StopProving()
    {
        proving?.Cancel();
        proving?.Dispose();
        proving = null;
    }

    /// <summary>Returns when no browser of the session's is open for its turn any more.</summary>
    private async Task StopProvingAsync()
    {
        StopProving();
        await proof.EndAsync();
    }

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: turn {TurnId} ends unchecked: its checks failed too often")]
    private partial void LogNotProved(SessionId sessionId, TurnId turnId);
}

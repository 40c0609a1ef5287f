using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>What others told the worker to do with the session. Every command is safe to carry out twice.</content>
internal sealed partial class SessionRunner
{
    private static readonly TimeSpan ClearAgainAfter = TimeSpan.FromSeconds(10);

    private async Task DoCommandsAsync(CancellationToken cancellationToken)
    {
        foreach (var command in await parts.Commands.ListPendingAsync(Session, Now, cancellationToken))
        {
            using var scope = logger.BeginRequest(command.TraceId);
            if (Lease is not { } held || !await DoAsync(command, cancellationToken))
            {
                continue;
            }

            await parts.Commands.CompleteAsync(command.Id, held, cancellationToken);
            LogDone(Session, command.Kind);
            if (command.Kind is CommandKind.Stop or CommandKind.Purge)
            {
                await LetOthersOwnAsync(cancellationToken);
            }
        }
    }

    /// <summary>Carries a command out; false when it has to wait.</summary>
    private async Task<bool> DoAsync(Command command, CancellationToken cancellationToken)
    {
        switch (command.Kind)
        {
            case CommandKind.Cancel:
                await CancelAsync(command, cancellationToken);
                return true;
            case CommandKind.Diagnose:
                await DiagnoseAsync(command, cancellationToken);
                return true;
            case CommandKind.Answer:
                return await AnswerAsync(command, cancellationToken);
            case CommandKind.Stop:
                await StopAsync(command, cancellationToken);
                return true;
            case CommandKind.Clear:
                return await ClearAsync(cancellationToken);
            case CommandKind.RegeneratePrompt:
                await RegenerateAsync(cancellationToken);
                return true;
            case CommandKind.RotateKeys:
                return await RotateKeysAsync(cancellationToken);
            case CommandKind.Copy:
                await CopyAsync(cancellationToken);
                return true;
            case CommandKind.Purge:
                await StopAsync(command, cancellationToken);
                await parts.Purge.RunAsync(Owned, command, cancellationToken);
                return true;
            case CommandKind.Rollback or CommandKind.Redeploy:
                return await parts.Releases.RunAsync(this, Owned, command, cancellationToken);
            case CommandKind.Settle:
                return await SettleLeftoversAsync(cancellationToken);
            case CommandKind.Check:
                return await CheckReachedAsync(command, cancellationToken);
            case CommandKind.Pause or CommandKind.Resume:
                // The state was stored with the command and may be another by now: only a look at it is asked for.
                return true;
            default:
                LogUnknown(Session, command.Kind);
                return true;
        }
    }

    private static TurnId? NamedIn(Command command) =>
        CancelPayload.Parse(command.Payload) is { } payload && TurnId.TryParse(payload.TurnId, null, out var named)
            ? named
            : null;

    private async Task CancelAsync(Command command, CancellationToken cancellationToken)
    {
        if (NamedIn(command) is not { } named)
        {
            return;
        }

        if (steps.Current is { } turn && turn.Id == named)
        {
            await ProveStoppedAsync(turn, cancellationToken);
            await CallOffAsync(turn, Sentences.CalledOff, command.TraceId, cancellationToken);
        }
        else
        {
            await DropAsync(named, Sentences.CalledOff, command.TraceId, cancellationToken);
        }
    }

    /// <summary>
    /// Ends the agent and calls off what was asked before the command; a message sent after it stays.
    /// </summary>
    private async Task StopAsync(Command command, CancellationToken cancellationToken)
    {
        await EndAgentAsync(cancellationToken);
        await StopOpeningAsync();
        if (await parts.Sessions.FindAsync(Session, cancellationToken) is { IsGone: true })
        {
            // Whoever deleted it may have been cut off before its keys were revoked.
            await parts.Tenants.RevokeAsync(Session, cancellationToken);
        }

        if (steps.Current is { } running && running.CreatedAt <= command.CreatedAt)
        {
            await CallOffAsync(running, Sentences.SessionEnded, command.TraceId, cancellationToken);
        }

        foreach (var turn in await parts.Turns.ListOpenAsync(Session, cancellationToken))
        {
            if (turn.State == TurnState.Queued && turn.CreatedAt <= command.CreatedAt)
            {
                await DropAsync(turn.Id, Sentences.DroppedAtEnd, command.TraceId, cancellationToken);
            }
        }

        await parts.Workspaces.RestAsync(Session, cancellationToken);
    }

    private async Task DropAsync(
        TurnId named, string sentence, string? traceId, CancellationToken cancellationToken)
    {
        if (await parts.Turns.FindAsync(Session, named, cancellationToken) is not { State: TurnState.Queued } turn)
        {
            return;
        }

        var dropped = turn with { TraceId = traceId ?? turn.TraceId };
        var entries = parts.Recorder.Prepare([Receipts.Of(dropped, Delivery.Failed, sentence)]);
        var (outcome, stored) =
            await parts.Turns.DropQueuedAsync(Session, named, sentence, entries, Owned, cancellationToken);
        switch (outcome)
        {
            case ChangeOutcome.Saved:
                await parts.Recorder.SendAsync(Session, stored, cancellationToken);
                break;
            case ChangeOutcome.LeaseLost:
                throw new OwnershipLostException(
                    leaseLost: true, "The session was taken over while a turn was dropped.");
        }
    }

    /// <summary>
    /// Chat and activity were cleared: the agent forgets, too, and so does what is stored. Waits while a turn runs, and
    /// for a store that takes no new generation.
    /// </summary>
    private async Task<bool> ClearAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is not null)
        {
            return false;
        }

        await EndAgentAsync(cancellationToken);
        if (await BringBackAsync(cancellationToken) == RestoreOutcome.Damaged)
        {
            await parts.Checkpoints.DropAsync(Owned, cancellationToken);
        }

        await parts.Book.ChangeAsync(Owned, WithNewConversation, cancellationToken);
        await parts.Workspaces.ForgetAsync(Session, cancellationToken);
        switch (await CheckpointAsync(cancellationToken, forget: true))
        {
            case CheckpointOutcome.TooLarge:
                // Better no generation than one that holds what was to be forgotten.
                await parts.Checkpoints.DropAsync(Owned, cancellationToken);
                return true;
            case CheckpointOutcome.Failed:
                lookAt = Times.Earliest(lookAt, Now + ClearAgainAfter);
                return false;
            default:
                return true;
        }
    }

    private async Task RegenerateAsync(CancellationToken cancellationToken)
    {
        if (await parts.Sessions.FindAsync(Session, cancellationToken) is not { IsGone: false } session)
        {
            return;
        }

        await BringBackAsync(cancellationToken);
        await parts.Workspaces.RegeneratePromptAsync(session, cancellationToken);
        if (steps.Current is null)
        {
            // The file is read when an agent starts: the next message resumes the conversation under the new prompt.
            await EndAgentAsync(cancellationToken);
            await CheckpointAsync(cancellationToken);
        }
    }

    private async Task LetOthersOwnAsync(CancellationToken cancellationToken)
    {
        if (Lease is { } held)
        {
            Forget();
            Volatile.Write(ref lease, null);
            await parts.Leases.ReleaseAsync(held, cancellationToken);
            Note();
        }
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: {Kind} done")]
    private partial void LogDone(SessionId sessionId, CommandKind kind);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {Kind} means nothing to this worker and is dropped")]
    private partial void LogUnknown(SessionId sessionId, CommandKind kind);
}

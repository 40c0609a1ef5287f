using System.Globalization;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// What may go wrong with an agent within a turn: each is borne once, or parked, and then ends the turn.
/// </content>
internal sealed partial class SessionRunner
{
    private const int BorneOnce = 1;

    private Turn? TimedTurn => steps.Current is { } turn && turn.State.IsTimed ? turn : null;

    private async Task TroubleSeenAsync(AgentSignal signal, CancellationToken cancellationToken)
    {
        switch (signal)
        {
            case AgentSignal.TurnFailed failed when TimedTurn is { } turn:
                await ModelFailedAsync(turn, failed, cancellationToken);
                break;
            case AgentSignal.Retrying when TimedTurn is { } turn:
                TellModelAsked(turn);
                break;
            case AgentSignal.Stalled(var silence) when TimedTurn is { } turn && takenOver is null:
                await StalledAsync(turn, silence, cancellationToken);
                break;
            case AgentSignal.PermissionAsked(var tool):
                Warn($"The agent asked for permission to use {tool} and was refused.");
                break;
            case AgentSignal.DialogSeen dialog:
                await DialogSeenAsync(dialog, cancellationToken);
                break;
            case AgentSignal.FolderLost:
                await FolderLostAsync(cancellationToken);
                break;
            case AgentSignal.Exited exited:
                await ExitedAsync(exited, cancellationToken);
                break;
            default:
                // Ready, ended tools, and what concerns no turn of ours.
                break;
        }
    }

    private async Task ModelFailedAsync(Turn turn, AgentSignal.TurnFailed failed, CancellationToken cancellationToken)
    {
        var fault = ModelFaults.Judge(failed);
        var status = failed.Status?.ToString(CultureInfo.InvariantCulture) ?? "none";
        var cause = $"{failed.Error} (status {status}): {failed.Message}";
        if (parts.Budgets.StopOf(Session) is { } stop)
        {
            await ParkAsync(turn, stop, cancellationToken);
            return;
        }

        if (fault.NeedsAdmin)
        {
            LogModelRefused(Session, failed.Error, failed.Status);
            Warn($"The model refused our key or set-up: {cause}");
        }

        switch (fault)
        {
            case ModelFault.KeyRefused or ModelFault.Limited or ModelFault.Overloaded:
                await ParkAsync(turn, fault, failed.RetryAfter, cause, cancellationToken);
                break;
            case ModelFault.Passing:
                await MendAsync(
                    turn,
                    SetbackKind.ModelFailed,
                    cause,
                    Sentences.ModelFailed(fault),
                    GoOnReason.ModelAway,
                    cancellationToken);
                break;
            default:
                await BreakAsync(turn, Sentences.ModelFailed(fault), cause, cancellationToken);
                break;
        }
    }

    /// <summary>Tells once in a turn that it takes longer because of the model.</summary>
    private void TellModelAsked(Turn turn)
    {
        if (Announced.IsNew(turn.Id, nameof(AgentSignal.Retrying)))
        {
            Pump.Post(
                new ActivityEvent(ActivityTypes.Status, Sentences.ModelAsked, Turn: turn.Id, TraceId: turn.TraceId));
        }
    }

    /// <summary>Nothing is seen of the agent: interrupted and told to go on, once.</summary>
    private async Task StalledAsync(Turn turn, TimeSpan silence, CancellationToken cancellationToken)
    {
        await RememberAgentAsync(cancellationToken);
        await ProveStoppedAsync(turn, cancellationToken);
        await MendAsync(
            turn,
            SetbackKind.Stalled,
            $"Nothing was seen of the agent for {silence}.",
            Sentences.Stalled,
            GoOnReason.Stalled,
            cancellationToken);
    }

    /// <summary>Whatever was tried, the agent does not take the typed line: it is replaced.</summary>
    private Task NotTakenAsync(Turn turn, CancellationToken cancellationToken) =>
        ReplaceAsync(turn, "The agent did not take the typed line.", Sentences.NotTaken, cancellationToken);

    /// <summary>
    /// Nobody but an admin answers dialogs: the agent is replaced; one without work ends, and the next message starts
    /// another.
    /// </summary>
    private async Task DialogSeenAsync(AgentSignal.DialogSeen dialog, CancellationToken cancellationToken)
    {
        var cause = $"The agent showed a dialog ({dialog.Kind}): {dialog.Text}";
        Warn(cause);
        if (takenOver is not null)
        {
            // Somebody is there to answer it.
            return;
        }

        if (TimedTurn is { } turn)
        {
            await ReplaceAsync(turn, cause, Sentences.Stuck, cancellationToken);
        }
        else
        {
            await EndAgentAsync(cancellationToken);
            Note();
        }
    }

    private async Task ReplaceAsync(Turn turn, string cause, string sentence, CancellationToken cancellationToken)
    {
        await RememberAgentAsync(cancellationToken);
        await EndAgentAsync(cancellationToken);
        await MendAsync(turn, SetbackKind.AgentLost, cause, sentence, GoOnReason.Restarted, cancellationToken);
    }

    private async Task ExitedAsync(AgentSignal.Exited exited, CancellationToken cancellationToken)
    {
        await RememberAgentAsync(cancellationToken);
        await holder.LetGoAsync();
        if (TimedTurn is { } turn)
        {
            var (sentence, reason) = exited.Excess is null
                ? (Sentences.Died, GoOnReason.Restarted)
                : (Sentences.TookTooMuch, GoOnReason.TookTooMuch);
            await MendAsync(
                turn, SetbackKind.AgentLost, CauseOf(exited), sentence, reason, cancellationToken);
        }
        else
        {
            Note();
        }
    }

    /// <summary>
    /// The session's folder is gone: the turn goes on from what was stored, or says that nothing was.
    /// </summary>
    private async Task FolderLostAsync(CancellationToken cancellationToken)
    {
        const string cause = "The session's folder was removed while its agent ran.";
        await RememberAgentAsync(cancellationToken);
        await EndAgentAsync(cancellationToken);
        Warn(cause);
        if (TimedTurn is not { } turn)
        {
            Note();
            return;
        }

        var session = await parts.Sessions.FindAsync(Session, cancellationToken);
        var recent = await parts.Turns.ListRecentAsync(Session, 50, cancellationToken);
        if (session is { Checkpoint: null } && recent.Any(before => before.State == TurnState.Done))
        {
            await BreakAsync(turn, Sentences.FilesLost, cause, cancellationToken);
            return;
        }

        await MendAsync(
            turn,
            SetbackKind.FilesLost,
            cause,
            Sentences.FilesLostAgain,
            session?.Checkpoint is null ? GoOnReason.Restarted : GoOnReason.FilesLost,
            cancellationToken);
    }

    private async Task TimeOutAsync(CancellationToken cancellationToken)
    {
        if (TimedTurn is { } turn)
        {
            await RememberAgentAsync(cancellationToken);
            await ProveStoppedAsync(turn, cancellationToken);
            await FailAsync(
                turn,
                TurnEvent.TimeOver,
                Sentences.TimedOut,
                $"No end within {parts.Options.TurnTimeout}.",
                cancellationToken);
        }
    }

    /// <summary>
    /// Bears what went wrong and has the turn go on; the second time it ends with <paramref name="sentence"/>.
    /// </summary>
    private async Task MendAsync(
        Turn turn,
        SetbackKind kind,
        string cause,
        string sentence,
        GoOnReason reason,
        CancellationToken cancellationToken)
    {
        LogSetback(Session, turn.Id, kind, turn.Suffered(kind));
        if (turn.Suffered(kind) >= BorneOnce)
        {
            await BreakAsync(turn, sentence, cause, cancellationToken);
            return;
        }

        // Stored before anything is tried, so that whatever fails next cannot make the same fault bearable again.
        turn = await BearAsync(turn, kind, cause, cancellationToken);
        if (await EnsureAgentAsync(turn, cancellationToken) != AgentFound.None)
        {
            await RetellAsync(turn, reason, cancellationToken);
        }
    }

    private async Task<Turn> BearAsync(Turn turn, SetbackKind kind, string cause, CancellationToken cancellationToken)
    {
        var setback = new Setback(Now, kind, SecretRedactor.Redact(cause));
        await steps.SayAsync(turn, new TurnStep { Change = borne => borne.With(setback) }, Owned, cancellationToken);
        return turn.With(setback);
    }

    private void Warn(string text) => Pump.Post(new ActivityEvent(
        ActivityTypes.Warning, text, Turn: steps.Current?.Id, TraceId: steps.Current?.TraceId, AdminsOnly: true));

    private static string CauseOf(AgentSignal.Exited exited) => exited switch
    {
        { Excess: { } excess } => $"The agent was killed: {excess}",
        { ServerGone: true } => "The tmux server with all its agents was gone.",
        { DumpedCore: true, Signal: { } signal } => Invariant($"The agent's process crashed by signal {signal}."),
        { Signal: { } signal } => Invariant($"The agent's process was killed by signal {signal}."),
        { Status: { } status } => Invariant($"The agent's process ended with status {status}."),
        _ => "The agent's process was gone with unknown status.",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [LoggerMessage(
        LogLevel.Error,
        "Session {SessionId}: the model refused our key or set-up ({Error}, status {Status}); somebody must look")]
    private partial void LogModelRefused(SessionId sessionId, string error, int? status);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: turn {TurnId} met with {Kind}, after {Times} before")]
    private partial void LogSetback(SessionId sessionId, TurnId turnId, SetbackKind kind, int times);
}

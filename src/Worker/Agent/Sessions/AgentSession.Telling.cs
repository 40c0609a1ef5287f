using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Sessions;

/// <content>
/// What is told of an agent: written down first, so that a later process knows what this one was told.
/// </content>
internal sealed partial class AgentSession
{
    private async Task TellAsync(AgentSignal signal, CancellationToken cancellationToken)
    {
        try
        {
            await journal.NoteAsync(signal, cancellationToken);
        }
        catch (IOException exception)
        {
            // A full disk costs what a restart would have known, not the turn.
            LogNotNoted(exception, session);
        }

        Log(signal);
        Notes.Told(time.GetUtcNow(), SignalText.Of(signal));
        if (!signals.Write(signal))
        {
            LogDropped(session);
        }

        if (signal is AgentSignal.Exited)
        {
            signals.Complete();
            gone.TrySetResult();
        }
    }

    private void Log(AgentSignal signal)
    {
        switch (signal)
        {
            case AgentSignal.NotTaken:
                LogNotTaken(session, rules.EnterTries);
                break;
            case AgentSignal.Interrupted:
                LogInterrupted(session);
                break;
            case AgentSignal.Stalled(var silence):
                LogStalled(session, silence);
                break;
            case AgentSignal.PermissionAsked(var tool):
                LogPermission(session, tool.Length <= 60 ? tool : tool[..60]);
                break;
            case AgentSignal.DialogSeen(var kind, _):
                LogDialog(session, kind);
                break;
            case AgentSignal.FolderLost:
                LogFolderLost(session);
                break;
            case AgentSignal.Retrying(var status, var attempt):
                LogRetrying(session, status, attempt);
                break;
            case AgentSignal.Exited exited:
                LogEnded(session, exited.Status, exited.ServerGone);
                break;
            default:
                LogTold(session, signal.GetType().Name);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Session {SessionId}: agent {Before} → {After} by {Input}")]
    private partial void LogMoved(SessionId sessionId, AgentPhase before, AgentPhase after, string input);

    [LoggerMessage(LogLevel.Debug, "Session {SessionId}: agent told {Signal}")]
    private partial void LogTold(SessionId sessionId, string signal);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: the agent did not take its line, after {Tries} more times Enter")]
    private partial void LogNotTaken(SessionId sessionId, int tries);

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: the agent was interrupted")]
    private partial void LogInterrupted(SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: nothing was seen of the agent at work for {Silence}")]
    private partial void LogStalled(SessionId sessionId, TimeSpan silence);

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: the agent asked for permission to use {Tool} and was refused")]
    private partial void LogPermission(SessionId sessionId, string tool);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent shows a dialog nobody answers: {Kind}")]
    private partial void LogDialog(SessionId sessionId, ScreenKind kind);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: its folder is gone under a live agent")]
    private partial void LogFolderLost(SessionId sessionId);

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: the agent asks its model again after {Status} (try {Attempt})")]
    private partial void LogRetrying(SessionId sessionId, int? status, int attempt);

    [LoggerMessage(
        LogLevel.Information, "Session {SessionId}: the agent ended with status {Status} (server gone: {ServerGone})")]
    private partial void LogEnded(SessionId sessionId, int? status, bool serverGone);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what was seen could not be written down")]
    private partial void LogNotNoted(Exception exception, SessionId sessionId);

    [LoggerMessage(LogLevel.Debug, "Session {SessionId}: too many signals wait; one is dropped")]
    private partial void LogDropped(SessionId sessionId);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: something seen of the agent could not be dealt with")]
    private partial void LogFailed(Exception exception, SessionId sessionId);
}

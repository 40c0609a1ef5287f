using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>What is kept for admins of a turn that went wrong, or that they ask about.</content>
internal sealed partial class SessionRunner
{
    private static readonly TimeSpan DiagnosisTime = TimeSpan.FromSeconds(5);

    // Of the agent the last instruction was typed to, taken before it was interrupted or ended.
    private AgentDiagnosis? lastReport;

    /// <summary>Keeps what is known of the agent before that changes.</summary>
    private async Task RememberAgentAsync(CancellationToken cancellationToken) =>
        lastReport = await LookAtAgentAsync(cancellationToken) ?? lastReport;

    /// <summary>Stores the turn's bundle. It is no truth: what cannot be stored is left.</summary>
    private async Task KeepDiagnosisAsync(Turn turn, CancellationToken cancellationToken)
    {
        var report = lastReport ?? await LookAtAgentAsync(cancellationToken);
        var diagnosis = Diagnoses.Of(turn, report, parts.Options.Worker, Now);
        try
        {
            await parts.Diagnoses.PutAsync(Session, turn.Id, diagnosis, cancellationToken);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            LogNotKept(Session, turn.Id, failure);
        }
    }

    /// <summary>An admin asks about the running turn.</summary>
    private async Task DiagnoseAsync(Command command, CancellationToken cancellationToken)
    {
        if (steps.Current is { } turn && turn.Id == NamedIn(command))
        {
            await RememberAgentAsync(cancellationToken);
            await KeepDiagnosisAsync(turn, cancellationToken);
            lastReport = null;
        }
    }

    private async Task<AgentDiagnosis?> LookAtAgentAsync(CancellationToken cancellationToken)
    {
        if (holder.Agent is not { } agent)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(DiagnosisTime, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await agent.DiagnoseAsync(either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSeen(Session, failure);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the diagnosis of turn {TurnId} could not be stored")]
    private partial void LogNotKept(SessionId sessionId, TurnId turnId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: nothing could be learned of its agent")]
    private partial void LogNotSeen(SessionId sessionId, Exception failure);
}

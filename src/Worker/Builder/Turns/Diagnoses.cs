using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>Puts together what is known of a turn and its agent.</summary>
internal static class Diagnoses
{
    public static TurnDiagnosis Of(Turn turn, AgentDiagnosis? agent, WorkerId worker, DateTimeOffset now) => new(
        turn.Id.Value,
        turn.Session.Short,
        turn.State.Wire,
        turn.Reason,
        turn.Cause,
        turn.Attempts,
        turn.PromptFile,
        now,
        turn.CreatedAt,
        turn.StartedAt,
        turn.WorkingSince is { } since ? turn.Worked + (now - since) : turn.Worked,
        worker.Value,
        [.. turn.Setbacks.Select(setback => new DiagnosisNote(setback.At, $"{setback.Kind}: {setback.Cause}"))],
        agent is null
            ? null
            : new AgentReport(
                agent.State,
                Notes(agent.Typed),
                Notes(agent.Signals),
                agent.Screen,
                agent.ScreenKind,
                agent.Exit,
                agent.CliVersion))
    {
        RequestId = turn.TraceId,
        TraceId = Traces.IdOf(turn.TraceParent),
    };

    private static DiagnosisNote[] Notes(IReadOnlyList<AgentNote> notes) =>
        [.. notes.Select(note => new DiagnosisNote(note.At, note.Text))];
}

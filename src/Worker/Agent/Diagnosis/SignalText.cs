using System.Globalization;

namespace TmuxBuilder.Agent.Diagnosis;

/// <summary>Says a signal in one line for admins.</summary>
internal static class SignalText
{
    private const int MaxText = 200;

    public static string Of(AgentSignal signal) => signal switch
    {
        AgentSignal.Typed(var line) => $"typed: {Cut(line)}",
        AgentSignal.Accepted(var prompt) => $"accepted: {Cut(prompt)}",
        AgentSignal.NotTaken(var line) => $"not taken: {Cut(line)}",
        AgentSignal.ToolStarted(_, var summary) => $"tool: {Cut(summary)}",
        AgentSignal.ToolEnded(var tool, var failed) => $"tool {(failed ? "failed" : "ended")}: {Cut(tool)}",
        AgentSignal.Stopped => "stopped",
        AgentSignal.TurnFailed failed =>
            $"turn failed: {Cut(failed.Error)}, status {Number(failed.Status)}, {Cut(failed.Message)}",
        AgentSignal.Retrying(var status, var attempt) =>
            $"model asked again (try {Number(attempt)}) after status {Number(status)}",
        AgentSignal.Stalled(var silence) => $"stalled: nothing seen for {silence}",
        AgentSignal.PermissionAsked(var tool) => $"permission asked and refused: {Cut(tool)}",
        AgentSignal.DialogSeen(var kind, _) => $"dialog: {kind}",
        AgentSignal.Exited exited => $"exited: {Of(exited)}",
        _ => signal.GetType().Name.ToLowerInvariant(),
    };

    /// <summary>How an agent ended, in a sentence.</summary>
    public static string Of(AgentSignal.Exited exit) => exit switch
    {
        { Excess: { } excess } => $"killed: {excess}",
        { ServerGone: true } => "the whole tmux server went away",
        { DumpedCore: true, Signal: { } signal } => $"crashed with signal {Number(signal)}",
        { Signal: { } signal } => $"ended by signal {Number(signal)}",
        { Status: { } status } => $"ended with status {Number(status)}",
        _ => "killed before its status could be recorded",
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}

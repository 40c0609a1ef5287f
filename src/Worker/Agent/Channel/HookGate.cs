namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// Passes hooks on to whoever listens. Before an agent starts, what its predecessor left in the spool is only written
/// down.
/// </summary>
internal sealed class HookGate(TurnJournal journal)
{
    private volatile Func<AgentHook, CancellationToken, Task>? listener;

    /// <summary>From now on hooks are told.</summary>
    public void Open(Func<AgentHook, CancellationToken, Task> told) => listener = told;

    public Task TakeAsync(AgentHook hook, CancellationToken cancellationToken) =>
        listener is { } told ? told(hook, cancellationToken)
        : hook switch
        {
            AgentHook.Submitted(var prompt) => journal.NoteAsync(new AgentSignal.Accepted(prompt), cancellationToken),
            AgentHook.Stopped(var message) => journal.NoteAsync(new AgentSignal.Stopped(message), cancellationToken),
            AgentHook.TurnFailed(var error, var message) =>
                journal.NoteAsync(new AgentSignal.TurnFailed(error, message), cancellationToken),
            _ => Task.CompletedTask,
        };
}

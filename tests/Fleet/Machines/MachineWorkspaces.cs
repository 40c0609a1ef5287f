using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>The session folders of a machine.</summary>
internal sealed class MachineWorkspaces(Machine machine, Func<long> nextPrompt) : IWorkspaces
{
    public string FolderOf(SessionId session) => $"/fleet/{session.Short}";

    public bool Exists(SessionId session) => machine.Folders.ContainsKey(session);

    public string LineFor(SessionId session, string promptFile) => $"Read /session/{promptFile} and complete the task";

    public Task PrepareAsync(Session session, CancellationToken cancellationToken)
    {
        machine.Folders.TryAdd(session.Id, new Folder());
        return Task.CompletedTask;
    }

    public Task RegeneratePromptAsync(Session session, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> WriteTurnAsync(Turn turn, CancellationToken cancellationToken) => Write(turn, turn.Text);

    public Task<string> WriteGoOnAsync(Turn turn, GoOnReason reason, CancellationToken cancellationToken) =>
        Write(turn, turn.Text);

    public Task<string> WriteAnswerAsync(Turn turn, string answer, CancellationToken cancellationToken) =>
        Write(turn, turn.Text);

    public Task<string> WriteNoAnswerAsync(Turn turn, string? standing, CancellationToken cancellationToken) =>
        Write(turn, turn.Text);

    public Task<string?> ReadSummaryAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public Task MirrorAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ForgetAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RestAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Remove(SessionId session) => machine.Folders.Remove(session);

    private Task<string> Write(Turn turn, string text)
    {
        var name = $"prompt_{nextPrompt()}.txt";
        machine.Folders[turn.Session].Prompts[name] = text;
        return Task.FromResult(name);
    }
}

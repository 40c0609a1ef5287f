using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

/// <summary>A data folder, a stub of the model and the workers that run on them one after the other.</summary>
internal sealed class CliFixture : IAsyncDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly List<Worker> workers = [];
    private readonly List<SessionId> sessions = [];

    private CliFixture(ModelStub model) => Model = model;

    public ModelStub Model { get; }

    public string DataFolder => temporary.Path;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CliFixture> OpenAsync() => new(await ModelStub.StartAsync(Token));

    public Worker NewWorker(Func<AgentOptions, AgentOptions>? change = null)
    {
        var worker = new Worker(DataFolder, Model.BaseAddress, change);
        workers.Add(worker);
        return worker;
    }

    public SessionId NewSession()
    {
        var session = SessionId.New("someone@example.com", TimeProvider.System);
        sessions.Add(session);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in sessions.Where(_ => workers.Count > 0))
        {
            await workers[^1].Agents.KillAsync(session, Token);
        }

        // The last one first: it has been used, so it ends the tmux server, and the others find none.
        foreach (var worker in Enumerable.Reverse(workers))
        {
            await worker.DisposeAsync();
        }

        await Model.DisposeAsync();
        temporary.Dispose();
    }
}

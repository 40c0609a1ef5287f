using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Scripts;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Channel;

/// <summary>
/// A session's folder with its scripts, outside a sandbox, and a worker that can go away and come back.
/// </summary>
internal sealed class ChannelFixture : IAsyncDisposable
{
    private const string AnswerLimit = "socat -t0.15";

    private readonly TemporaryFolder temporary = new();
    private readonly SafeFolder folder;
    private readonly Channel<AgentHook> hooks = System.Threading.Channels.Channel.CreateUnbounded<AgentHook>();
    private WorkerSocket? socket;

    public ChannelFixture()
    {
        Paths = new AgentPaths(
            Directory.CreateDirectory(temporary["it's a session"]).FullName,
            Directory.CreateDirectory(temporary["sock"]).FullName,
            Directory.CreateDirectory(temporary["tools"]).FullName);
        folder = SafeFolder.Open(Paths.Folder);
        File.WriteAllText($"{Paths.Folder}/deploy.sh", AgentScripts.Deploy(Paths));
        File.WriteAllText($"{Paths.Folder}/check.sh", AgentScripts.Check(Paths));
        WriteTellers(isPatient: true);
    }

    public SessionId Session { get; } = SessionId.New("someone@example.com", TimeProvider.System);

    public AgentPaths Paths { get; }

    public RecordingCalls Calls { get; } = new();

    /// <summary>What the hooks said, in order.</summary>
    public ChannelReader<AgentHook> Hooks => hooks.Reader;

    /// <summary>
    /// Writes the scripts that tell something and go on. As agents have them they wait 0.15 s for the worker's answer,
    /// which a machine at work may not keep: patient ones wait until the worker closes.
    /// </summary>
    public void WriteTellers(bool isPatient)
    {
        File.WriteAllText($"{Paths.Folder}/notify.sh", Patient(AgentScripts.Notify(Paths)));
        File.WriteAllText($"{Paths.Folder}/hook.sh", Patient(AgentScripts.Hook(Paths)));

        string Patient(string script)
        {
            Assert.Contains(AnswerLimit, script, StringComparison.Ordinal);
            return isPatient ? script.Replace(AnswerLimit, "socat -t60", StringComparison.Ordinal) : script;
        }
    }

    /// <summary>The worker comes (again).</summary>
    public void Start()
    {
        var spool = new Spool(Session, folder, NullLogger<Spool>.Instance);
        var inbox = new AgentInbox(
            Session, spool, Paths.Folder, Calls, (hook, token) => hooks.Writer.WriteAsync(hook, token).AsTask());
        socket = new WorkerSocket(Session, Paths.WorkerSocket, inbox, NullLogger<WorkerSocket>.Instance);
        socket.Start(_ => Task.CompletedTask);
    }

    /// <summary>The worker goes away.</summary>
    public async Task StopAsync()
    {
        if (socket is not null)
        {
            await socket.DisposeAsync();
            socket = null;
        }
    }

    public Task<ScriptRun> RunAsync(string script, params string[] arguments) => RunAsync(script, "", arguments);

    public async Task<ScriptRun> RunAsync(string script, string input, string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [$"{Paths.Folder}/{script}", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Paths.Folder,
        };
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        await process.StandardInput.WriteAsync(input.AsMemory(), token);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token).WaitAsync(TimeSpan.FromSeconds(60), token);
        return new ScriptRun(process.ExitCode, await output, await error);
    }

    public string[] Spooled() =>
        Directory.Exists(Paths.Spool)
            ? [.. Directory.GetFiles(Paths.Spool).Select(file => Path.GetFileName(file)!)]
            : [];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
        temporary.Dispose();
    }
}

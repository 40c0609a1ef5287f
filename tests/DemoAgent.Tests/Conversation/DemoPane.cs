using System.Diagnostics;
using System.Globalization;

namespace TmuxBuilder.DemoAgent.Tests.Conversation;

/// <summary>The demo agent in a real tmux pane with a session folder and scripts of its own.</summary>
internal sealed class DemoPane : IAsyncDisposable
{
    public const string Conversation = "0b9d4c1e-52a7-4d0e-9a58-3d1b6c2f7e10";

    private static int s_count;

    private string _tmux = "";

    public DemoPane()
    {
        Directory.CreateDirectory(At("gate"));
        Script("notify.sh", """
            printf '%s\n' "notify $*" >> calls.log
            """);
        // With a pipe named gate/deploy there, publishing waits for somebody to write to it.
        Script("deploy.sh", """
            printf '%s\n' "deploy $*" >> calls.log
            echo $$ > deploy.pid
            if [ -p gate/deploy ]; then read -r _ < gate/deploy; fi
            if [ -f gate/refuse ]; then echo 'no index.html: build first' >&2; exit 1; fi
            echo 'Uploading'
            echo 'http://tmux-0123456789ab-site.localhost:8000/'
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("demo-").FullName;

    public string Socket => At("worker.sock");

    public string[] Calls => File.Exists(At("calls.log")) ? File.ReadAllLines(At("calls.log")) : [];

    public int DeployPid => Number("deploy.pid");

    private int AgentPid => Number("agent.pid");

    public string At(string relative) => Path.Combine(Folder, relative);

    public string Page => File.ReadAllText(At("code/dist/index.html"));

    public string Instruction(string prompt, string content)
    {
        File.WriteAllText(At(prompt), content);
        return $"Read {At(prompt)} and complete the task";
    }

    public Task HoldDeployAsync(CancellationToken cancellationToken) =>
        RunAsync("mkfifo", [At("gate/deploy")], cancellationToken);

    /// <summary>Returns once the script waits at the gate; writing to the stream would let it pass.</summary>
    public FileStream MeetDeployAtTheGate() => new(At("gate/deploy"), FileMode.Open, FileAccess.Write);

    public async Task StartAsync(bool resume, CancellationToken cancellationToken)
    {
        // The wrapper leaves the agent's process id and exit status behind.
        const string Wrapper =
            "sh -c 'echo $$ > agent.pid; exec \"$@\"' sh \"$@\"; echo $? > agent.status; "
                + "tmux -L $NAME wait-for -S ended; cat";
        // A name of its own for every server: one that is just leaving would refuse a new session.
        _tmux = $"tbdemo-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        string[] agent =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.DemoAgent.dll"),
            "--session",
            Folder,
            "--socket",
            Socket,
            "--conversation",
            Conversation,
            .. resume ? ["--resume"] : Array.Empty<string>(),
        ];
        await TmuxAsync(
            [
                "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "50", "-s", "demo", "-c", Folder,
                "-e", "TB_DEMO_PACE=0", "-e", $"NAME={_tmux}", "sh", "-c", Wrapper, "sh", .. agent,
            ],
            cancellationToken);
    }

    public async Task TypeAsync(string line, CancellationToken cancellationToken)
    {
        await TmuxAsync(["send-keys", "-t", "=demo:", "-l", "--", line], cancellationToken);
        await KeyAsync("Enter", cancellationToken);
    }

    public Task KeyAsync(string key, CancellationToken cancellationToken) =>
        TmuxAsync(["send-keys", "-t", "=demo:", key], cancellationToken);

    public Task<string> CaptureAsync(CancellationToken cancellationToken) =>
        TmuxAsync(["capture-pane", "-p", "-J", "-S", "-", "-t", "=demo:"], cancellationToken);

    public async Task<int> SignalAndWaitAsync(string? signal, CancellationToken cancellationToken)
    {
        if (signal is not null)
        {
            await RunAsync("kill", ["-s", signal, $"{AgentPid}"], cancellationToken);
        }

        await TmuxAsync(["wait-for", "ended"], cancellationToken);
        return Number("agent.status");
    }

    /// <summary>Hangs up on the agent and waits until it is gone.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await RunAsync("tmux", ["-L", _tmux, "kill-server"], cancellationToken, mayFail: true);
        try
        {
            using var agent = Process.GetProcessById(AgentPid);
            await agent.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        await EndAsync(limit.Token);
        Directory.Delete(Folder, recursive: true);
    }

    private Task<string> TmuxAsync(string[] arguments, CancellationToken cancellationToken) =>
        RunAsync("tmux", ["-L", _tmux, .. arguments], cancellationToken);

    private static async Task<string> RunAsync(
        string program, string[] arguments, CancellationToken cancellationToken, bool mayFail = false)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(ListeningWorker.Patience, cancellationToken);
            Assert.True(mayFail || process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private int Number(string file) => int.Parse(File.ReadAllText(At(file)), CultureInfo.InvariantCulture);

    private void Script(string name, string body)
    {
        File.WriteAllText(At(name), "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

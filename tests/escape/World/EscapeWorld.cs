using System.Globalization;
using System.Security.Cryptography;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sandbox.Users;
using TmuxBuilder.Escape.Attempts;

namespace TmuxBuilder.Escape.World;

/// <summary>
/// A worker as it is, with a hostile agent and its neighbour, and around it a host with things worth reaching.
/// </summary>
internal sealed class EscapeWorld : IAsyncDisposable
{
    private const UnixFileMode ForAllToPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string root;
    private readonly HostBait host;
    private readonly HostileWorker worker;

    private EscapeWorld(string root, HostBait host, HostileWorker worker)
    {
        this.root = root;
        this.host = host;
        this.worker = worker;
        Folder = worker.OpenFolder();
    }

    /// <summary>Small, so that a bomb is soon at its end, and wide enough for an agent to come up.</summary>
    public static SandboxLimits Limits { get; } = new()
    {
        MemoryBytes = 512L << 20,
        Processes = 200,
        OpenFiles = 256,
        FileBytes = 16L << 20,
        FolderBytes = 64L << 20,
    };

    /// <summary>Hard outer limits of every control, so that no bomb harms the machine.</summary>
    public static SandboxLimits Outer { get; } = new()
    {
        MemoryBytes = 1536L << 20,
        Processes = 800,
        OpenFiles = 2048,
        FileBytes = 256L << 20,
    };

    /// <summary>What no agent may learn.</summary>
    public string Key { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    public string DataFolder => worker.DataFolder;

    public string KeyFile => Path.Combine(DataFolder, "model.key");

    public string Bait => Path.Combine(root, "bait.pl");

    public string HostPort => host.Port.ToString(CultureInfo.InvariantCulture);

    public string HostName => host.Name;

    public string ToolsCopy => Path.Combine(root, "tools");

    public string SocketsCopy => Path.Combine(root, "sockets");

    public Confinement Confinement => worker.Machine.Confinement;

    public LimitRegime Regime => Confinement.Regime;

    /// <summary>The hostile agent's folder, as the platform opens it.</summary>
    public SafeFolder Folder { get; }

    public string FolderPath => worker.Attacker.Folder;

    /// <summary>A folder of the platform's own, which no agent is to read or change.</summary>
    public string Platform => Path.Combine(root, "platform");

    public ProxyWorld Proxies => worker.Proxies;

    public static async Task<EscapeWorld> OpenAsync(CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("tb-escape-").FullName;

        // Users of sandboxes pass through to what is shown to them.
        File.SetUnixFileMode(root, ForAllToPass);
        var host = new HostBait();
        try
        {
            var worker = new HostileWorker(Path.Combine(root, "data"), host);
            var world = new EscapeWorld(root, host, worker);
            await world.PrepareAsync(cancellationToken);
            return world;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a script as the hostile agent, in the real sandbox.</summary>
    public async Task<Tried> RunInsideAsync(string script, CancellationToken cancellationToken)
    {
        await WriteAsync(script, cancellationToken);
        return await worker.RunAsync(cancellationToken) is { } end
            ? new Tried(end.Status == 0, end.Words)
            : new Tried(false, "the session was killed");
    }

    /// <summary>Runs the same script in the same sandbox without one protection.</summary>
    public async Task<Tried> RunControlAsync(
        string script, Action<Launch, EscapeWorld> off, CancellationToken cancellationToken)
    {
        await WriteAsync(script, cancellationToken);
        var launch = Launch.Read(worker.LaunchScript);
        off(launch, this);
        return await RunCommandAsync(launch, ["/bin/bash", "/session/.attempt.sh"], cancellationToken);
    }

    /// <summary>Runs a program in a changed sandbox, within the outer limits.</summary>
    public async Task<Tried> RunCommandAsync(
        Launch launch, string[] program, CancellationToken cancellationToken)
    {
        return await Command.RunAsync(
            launch.Command(await ConfineAsync(launch, cancellationToken), program), Patience, cancellationToken);
    }

    /// <summary>The outer limits of a control, which runs as the hostile agent's user or as the worker's.</summary>
    public async Task<IReadOnlyList<string>> ConfineAsync(Launch launch, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "control")).FullName;
        var confinement = launch.IsWorkers ? new Confinement(new NoGroups()) : Confinement;
        return await confinement.PrepareAsync(
            folder, $"control-{Environment.ProcessId}", Outer, FolderPath, cancellationToken);
    }

    /// <summary>Runs a script outside every sandbox, as a session's user or, without one, as the worker's.</summary>
    public Task<Tried> RunOutsideAsync(AgentStart? whose, string script, CancellationToken cancellationToken)
    {
        string[] become = whose is null ? [] : UserWords.Of(FolderOwner.Of(whose.Folder)!.Value);
        return Command.RunAsync([.. become, "/bin/bash", "-c", Filled(script)], Patience, cancellationToken);
    }

    public AgentStart Attacker => worker.Attacker;

    public AgentStart Neighbour => worker.Neighbour;

    /// <summary>Whether the worker still serves the neighbour, and the neighbour still lives.</summary>
    public Task<bool> IsNeighbourWellAsync(CancellationToken cancellationToken) =>
        worker.AnswersAsync(worker.Neighbour, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        Confinement.Remove($"control-{Environment.ProcessId}");
        await worker.DisposeAsync();
        await host.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("TB_WORKER_KEY", Key);
        foreach (var folder in (string[])[ToolsCopy, SocketsCopy, Platform])
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllTextAsync(Bait, Resource.Text("bait.pl"), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(SocketsCopy, "worker.sock"), "", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(ToolsCopy, "hook.sh"), "", cancellationToken);
        File.SetUnixFileMode(
            Bait, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await File.WriteAllTextAsync(Path.Combine(Platform, "secret"), Key, cancellationToken);
        await worker.StartAsync(cancellationToken);
        if (FolderOwner.Of(FolderPath) is { } user and not 0 && Environment.IsPrivilegedProcess)
        {
            FolderOwner.Give(ToolsCopy, user, cancellationToken);
            FolderOwner.Give(SocketsCopy, user, cancellationToken);
        }

        await File.WriteAllTextAsync(KeyFile, Key, cancellationToken);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var theirs = SafeFolder.Open(worker.Neighbour.Folder);
        await theirs.WriteTextAsync("theirs.txt", Key, cancellationToken);
    }

    private async Task WriteAsync(string script, CancellationToken cancellationToken)
    {
        await Folder.WriteTextAsync(".calls.pl", Resource.Text("calls.pl"), cancellationToken);
        await Folder.WriteTextAsync(".attempt.sh", "cd /session\n" + Filled(script), cancellationToken);
    }

    internal string Filled(string script) => script
        .Replace("@DATA@", DataFolder, StringComparison.Ordinal)
        .Replace("@THEIRS@", worker.Neighbour.Folder, StringComparison.Ordinal)
        .Replace("@THEIRSOCKETS@", worker.NeighbourSockets, StringComparison.Ordinal)
        .Replace("@THEIRPROCESS@", worker.NeighbourProcess, StringComparison.Ordinal)
        .Replace("@KEY@", KeyFile, StringComparison.Ordinal)
        .Replace("@PLATFORM@", Platform, StringComparison.Ordinal)
        .Replace("@PORT@", HostPort, StringComparison.Ordinal)
        .Replace("@TMUX@", worker.Server, StringComparison.Ordinal)
        .Replace("@NAME@", HostName, StringComparison.Ordinal)
        .Replace("@VICTIM@", host.Victim.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@SEGMENT@", host.Segment, StringComparison.Ordinal)
        .Replace("@WORKER@", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@HOST@", Environment.MachineName, StringComparison.Ordinal);
}

using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Scripts;

namespace TmuxBuilder.Agent.Launch;

/// <summary>Prepares what an agent needs and says by which command its pane is opened.</summary>
internal sealed partial class AgentLauncher(
    AgentOptions options,
    IAgentProfile profile,
    SandboxProbe probe,
    Confinement confinement,
    SessionFolders folders,
    ILogger<AgentLauncher> logger)
{
    private const string ExtraCertificatesInside = "/etc/ssl/extra-ca.pem";
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    /// <summary>Whether agents are sandboxed here.</summary>
    /// <exception cref="AgentStartException">They must be and cannot.</exception>
    public async Task<bool> IsSandboxedAsync(CancellationToken cancellationToken)
    {
        if (options.Sandbox == SandboxMode.Off)
        {
            return false;
        }

        var problem = await probe.ProblemAsync(cancellationToken);
        if (options.RequireCgroupV2 && confinement.Regime != LimitRegime.CgroupV2)
        {
            throw new AgentStartException(
                $"Agents must be kept small by control groups of version 2, and here it is {confinement.Regime}.");
        }

        if (problem is null)
        {
            return options.RequireLimits && confinement.Problem is { } unlimited
                ? throw new AgentStartException($"Agents must be kept within limits, and {unlimited}")
                : true;
        }

        if (options.Sandbox == SandboxMode.Required)
        {
            throw new AgentStartException($"Agents must run in a sandbox, and {problem}");
        }

        LogUnconfined(problem);
        return false;
    }

    /// <summary>
    /// Sees that the session's folder belongs to who its agent will run as. Nothing of the session may run, and nobody
    /// may have opened the folder for it.
    /// </summary>
    public async Task GiveFolderAsync(AgentStart start, CancellationToken cancellationToken)
    {
        if (confinement.Problem is { } problem)
        {
            LogWatchedOnly(problem);
        }

        if (Environment.IsPrivilegedProcess)
        {
            var user = await UserOfAsync(start, cancellationToken) ?? Libc.User();
            FolderOwner.Give(start.Folder, user, cancellationToken);
        }
    }

    /// <summary>Writes scripts, settings and the wrapper; returns the pane's command.</summary>
    public async Task<IReadOnlyList<string>> PrepareAsync(
        AgentRun run, AgentStart start, SafeFolder folder, CancellationToken cancellationToken)
    {
        var isSandboxed = await IsSandboxedAsync(cancellationToken);
        var seen = isSandboxed ? AgentPaths.Sandboxed : run.Paths;
        var tools = run.Paths.Tools;
        await folder.WriteTextAsync("notify.sh", AgentScripts.Notify(seen), cancellationToken, executable: true);
        await folder.WriteTextAsync("deploy.sh", AgentScripts.Deploy(seen), cancellationToken, executable: true);
        await folder.WriteTextAsync("check.sh", AgentScripts.Check(seen), cancellationToken, executable: true);
        await WriteToolAsync(Path.Combine(tools, "hook.sh"), AgentScripts.Hook(seen), cancellationToken);
        await WriteToolAsync(
            Path.Combine(tools, "run.sh"),
            AgentScripts.Run(Confinement.ProcessLimit(options.Limits)),
            cancellationToken);

        var launch = await profile.PrepareAsync(
            new LaunchContext(start, folder, seen, tools, isSandboxed), cancellationToken);
        var environment = await CompleteAsync(launch.Environment, cancellationToken);
        await AwsAccess.GiveAsync(start, folder, environment, cancellationToken);
        var materials = BuildMaterials.Show(options, isSandboxed, environment);
        List<string> command = isSandboxed
            ? await SandboxedAsync(run, launch, materials, environment, cancellationToken)
            : [.. environment.Select(entry => $"{entry.Key}={entry.Value}"), .. launch.Command];
        if (await UserOfAsync(start, cancellationToken) is { } user)
        {
            folders.OpenTo(start.Session, user);
        }

        return await run.WriteWrapperAsync(["/usr/bin/env", "-i", .. command], cancellationToken);
    }

    /// <summary>The user of a session's sandbox; <see langword="null"/> where it is the worker's own.</summary>
    private async Task<uint?> UserOfAsync(AgentStart start, CancellationToken cancellationToken) =>
        await IsSandboxedAsync(cancellationToken)
            ? await confinement.UserOfAsync(start.Folder, cancellationToken)
            : null;

    private async Task<List<string>> SandboxedAsync(
        AgentRun run,
        AgentLaunch launch,
        IReadOnlyDictionary<string, string> materials,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var mounts = await SandboxFiles.WriteAsync(run.Paths.Tools, cancellationToken);
        foreach (var tool in (string[])["hook.sh", "run.sh"])
        {
            mounts[$"{AgentPaths.Sandboxed.Tools}/{tool}"] = Path.Combine(run.Paths.Tools, tool);
        }

        foreach (var (inner, outer) in launch.Mounts.Concat(materials))
        {
            mounts[inner] = outer;
        }

        if (environment.TryGetValue(AgentOptions.ExtraCertificatesVariable, out var certificates))
        {
            mounts[ExtraCertificatesInside] = certificates;
            environment[AgentOptions.ExtraCertificatesVariable] = ExtraCertificatesInside;
        }

        return
        [
            .. await confinement.PrepareAsync(
                run.Paths.Tools, run.Group, options.Limits, run.Paths.Folder, cancellationToken),
            .. Bubblewrap.Command(
                run.Paths,
                mounts,
                environment,
                ["/bin/bash", $"{AgentPaths.Sandboxed.Tools}/run.sh", .. launch.Command]),
        ];
    }

    private static async Task WriteToolAsync(string path, string text, CancellationToken cancellationToken)
    {
        File.Delete(path);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        File.SetUnixFileMode(path, Executable);
    }

    private async Task<Dictionary<string, string>> CompleteAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var complete = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        if (options.PackageRegistry is { } find && await find(cancellationToken) is { } registry)
        {
            complete["npm_config_registry"] = registry.AbsoluteUri;
        }

        if (options.ExtraCertificates is { } certificates && File.Exists(certificates))
        {
            complete[AgentOptions.ExtraCertificatesVariable] = Path.GetFullPath(certificates);
        }

        return complete;
    }

    [LoggerMessage(
        LogLevel.Warning, "The number of an agent's processes is watched and not limited by the kernel: {Problem}")]
    private partial void LogWatchedOnly(string problem);

    [LoggerMessage(LogLevel.Warning, "AGENTS RUN WITHOUT A SANDBOX and can reach everything this user can: {Problem}")]
    private partial void LogUnconfined(string problem);
}

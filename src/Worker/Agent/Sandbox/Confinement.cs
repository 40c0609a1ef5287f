using System.Globalization;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sandbox.Seccomp;
using TmuxBuilder.Agent.Scripts;

namespace TmuxBuilder.Agent.Sandbox;

/// <summary>
/// What every sandbox has beside its namespaces: a filter of system calls, and limits on what it uses up.
/// </summary>
public sealed class Confinement
{
    /// <summary>Where bubblewrap finds the filter.</summary>
    internal const string FilterDescriptor = "9";

    private const string SearchPath = "PATH=/usr/local/bin:/usr/bin:/bin";

    // bash's unit of a file's size.
    private const int BlockBytes = 1024;

    private readonly ISessionGroups groups;

    internal Confinement(ISessionGroups groups) => this.groups = groups;

    /// <summary>By what sandboxes are kept small here.</summary>
    public LimitRegime Regime => groups.Regime;

    /// <summary>Finds out what this machine offers.</summary>
    public static Confinement Find() => new(SessionGroups.Find());

    /// <summary>
    /// Writes what a sandbox is confined by to a folder of the worker's own, which stays for as long as it runs;
    /// returns the words to put before its command, which is bubblewrap with <see cref="Words"/>.
    /// </summary>
    /// <param name="name">Tells it from all others of this machine; no guid, for it may be seen.</param>
    /// <exception cref="IOException">The limits cannot be set.</exception>
    public async Task<IReadOnlyList<string>> PrepareAsync(
        string folder, string name, SandboxLimits limits, CancellationToken cancellationToken)
    {
        var filter = Path.Combine(folder, "calls.bpf");
        var script = Path.Combine(folder, "confine.sh");
        await File.WriteAllBytesAsync(filter, SeccompFilter.Build(), cancellationToken);
        var text = string.Join('\n',
        [
            "#!/bin/bash",
            "# Enters the groups of a sandbox, takes its limits, and becomes it; its filter is at a descriptor.",
            .. groups.Make(name, limits).Select(file => $"echo 0 >{ShellQuote.Word(file)} || exit 125"),
            "ulimit -c 0",
            AtMost("n", limits.OpenFiles),
            AtMost("f", limits.FileBytes / BlockBytes),
            "# A sandbox shows its own environment inside; the shell's additions stay outside.",
            $"exec {FilterDescriptor}<{ShellQuote.Word(filter)} /usr/bin/env -i {SearchPath} \"$@\"",
            "",
        ]);
        await File.WriteAllTextAsync(script, text, cancellationToken);
        return ["/bin/bash", script];
    }

    /// <summary>What bubblewrap has to be told.</summary>
    public static IReadOnlyList<string> Words { get; } = ["--seccomp", FilterDescriptor];

    /// <summary>
    /// Without groups: how many processes the kernel lets a sandbox have, which it counts per user namespace since
    /// 5.14, so that it has to be set inside. It limits nobody whom the machine's root started.
    /// </summary>
    internal static string ProcessLimit(SandboxLimits limits) => AtMost("u", limits.Processes);

    /// <summary>How often the kernel ended a process of a sandbox for its memory.</summary>
    internal long KillsForMemory(string name) => groups.KillsForMemory(name);

    /// <summary>Forgets a sandbox whose processes are gone.</summary>
    public void Remove(string name) => groups.Remove(name);

    /// <summary>
    /// A name for a sandbox of this process that is not a session's: <c>{kind}-{process}-{number}</c>.
    /// </summary>
    public static string NameOf(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{Environment.ProcessId}-{number}");

    /// <summary>
    /// Forgets sandboxes of this kind whose process is no more: what ended while its last process was just going, and
    /// what a worker that was killed left behind.
    /// </summary>
    public void RemoveLeft(string kind)
    {
        foreach (var name in groups.Names())
        {
            if (name.Split('-') is [var found, var process, _] && found == kind
                && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && !Directory.Exists($"/proc/{process}"))
            {
                groups.Remove(name);
            }
        }
    }

    // Who has less already keeps it.
    private static string AtMost(string limit, long value) => string.Create(
        CultureInfo.InvariantCulture,
        $"[ \"$(ulimit -H{limit})\" -le {value} ] 2>/dev/null || ulimit -{limit} {value} || exit 125");
}

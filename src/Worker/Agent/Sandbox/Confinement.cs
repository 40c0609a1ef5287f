using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sandbox.Seccomp;
using TmuxBuilder.Agent.Sandbox.Users;
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
    private readonly SandboxUsers? users;

    internal Confinement(ISessionGroups groups, SandboxUsers? users = null, string? problem = null)
    {
        this.groups = groups;
        this.users = users;
        Problem = problem;
    }

    /// <summary>By what sandboxes are kept small here.</summary>
    public LimitRegime Regime => users is null ? groups.Regime : LimitRegime.UserPerSession;

    /// <summary>
    /// Why sandboxes have no users of their own, in a sentence, where nothing but those could keep their processes few;
    /// <see langword="null"/> when all is well.
    /// </summary>
    public string? Problem { get; }

    /// <summary>
    /// Finds out what this machine offers; without control groups, and as root, the data folder is opened for the users
    /// of sandboxes to pass.
    /// </summary>
    /// <param name="options">
    /// What sandboxes will show; <see langword="null"/> where they show no more than this program.
    /// </param>
    public static Confinement Find(AgentOptions? options = null, TimeProvider? time = null)
    {
        var groups = options?.Groups ?? SessionGroups.Find();
        if (groups.Regime != LimitRegime.Watch)
        {
            return new Confinement(groups);
        }

        var (users, problem) = UsersFinder.Find(
            options?.FirstUser ?? AgentOptions.UsualUser, options, time ?? TimeProvider.System);
        return new Confinement(
            groups, users, problem is null ? null : $"no control group can be written, and {problem}");
    }

    /// <summary>
    /// The Unix user of a sandbox's own, which stays for as long as its folder is there; <see langword="null"/> where
    /// sandboxes have none.
    /// </summary>
    /// <param name="place">The folder that is the session's, or was made for the sandbox.</param>
    /// <exception cref="IOException">None is free.</exception>
    public async Task<uint?> UserOfAsync(string place, CancellationToken cancellationToken) =>
        users is null ? null : await users.TakeAsync(place, cancellationToken);

    /// <summary>
    /// Lets a user, and no other but the worker's, read a folder of the worker's own and connect to sockets in it.
    /// </summary>
    /// <exception cref="IOException">It cannot be lent.</exception>
    public static void Lend(string folder, uint user) => FolderOwner.Lend(folder, user);

    /// <summary>
    /// Writes what a sandbox is confined by to a folder of the worker's own, which stays for as long as it runs;
    /// returns the words to put before its command, which is bubblewrap with <see cref="Words"/>.
    /// </summary>
    /// <param name="name">Tells it from all others of this machine; no guid, for it may be seen.</param>
    /// <exception cref="IOException">The limits cannot be set.</exception>
    public Task<IReadOnlyList<string>> PrepareAsync(
        string folder, string name, SandboxLimits limits, CancellationToken cancellationToken) =>
        PrepareAsync(folder, name, limits, folder, cancellationToken);

    /// <param name="place">What its user is told by (<see cref="UserOfAsync"/>).</param>
    /// <inheritdoc cref="PrepareAsync(string, string, SandboxLimits, CancellationToken)"/>
    internal async Task<IReadOnlyList<string>> PrepareAsync(
        string folder, string name, SandboxLimits limits, string place, CancellationToken cancellationToken)
    {
        var user = await UserOfAsync(place, cancellationToken);
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
            .. user is null ? [] : OfUser(user.Value, limits),
            "# A sandbox shows its own environment inside; the shell's additions stay outside.",
            $"exec {FilterDescriptor}<{ShellQuote.Word(filter)} /usr/bin/env -i {SearchPath} "
                + $"{string.Concat(user is null ? [] : UserWords.Of(user.Value).Select(word => word + ' '))}\"$@\"",
            "",
        ]);
        await File.WriteAllTextAsync(script, text, cancellationToken);
        return ["/bin/bash", script];
    }

    /// <summary>What bubblewrap has to be told.</summary>
    public static IReadOnlyList<string> Words { get; } = ["--seccomp", FilterDescriptor];

    /// <summary>
    /// Without groups: how many processes the kernel lets a sandbox have. It counts them per user namespace since 5.14,
    /// so that it has to be set inside, and those of a user of its own on the machine, too. It never limits root's.
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

    // The terminal it was given, if any, is its own as after a login.
    private static string[] OfUser(uint user, SandboxLimits limits) =>
    [
        ProcessLimit(limits),
        string.Create(CultureInfo.InvariantCulture, $"[ ! -t 0 ] || chown {user} \"$(tty)\" || exit 125"),
    ];

    // Who has less already keeps it.
    private static string AtMost(string limit, long value) => string.Create(
        CultureInfo.InvariantCulture,
        $"[ \"$(ulimit -H{limit})\" -le {value} ] 2>/dev/null || ulimit -{limit} {value} || exit 125");
}

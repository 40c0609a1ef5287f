using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Scripts;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Launch;

/// <summary>
/// The worker's own files about one running agent: how it was launched, what it was told, how it ended.
/// </summary>
internal sealed class AgentRun(SessionFolders folders, SessionId session, string folder)
{
    private const string TerminalPrefix = "tmux_builder_";
    private const int MaxExitText = 16;

    private readonly string run = folders.RunFolderOf(session);

    /// <summary>The name of its tmux session.</summary>
    public string Terminal { get; } = NameOf(session);

    /// <summary>Where things are on this machine.</summary>
    public AgentPaths Paths { get; } = new(
        folder, folders.SocketFolderOf(session), folders.ToolsFolderOf(session));

    /// <summary>The name of its control groups, from which the guid cannot be told.</summary>
    public string Group { get; } = GroupOf(folders, session);

    public string JournalFile => Path.Combine(run, "turns.json");

    /// <summary>The script the pane runs; it stands in the command line of the pane's process.</summary>
    public string LaunchFile => Path.Combine(run, "launch.sh");

    private string ExitFile => Path.Combine(run, "exit");

    public static string NameOf(SessionId session) => TerminalPrefix + session.Value;

    public static string GroupOf(SessionFolders folders, SessionId session) =>
        $"{folders.DataHash[..12]}-{Path.GetFileName(folders.SocketFolderOf(session))}";

    /// <summary>The session of a tmux session's name; <see langword="null"/> when it is not an agent's.</summary>
    public static SessionId? SessionOf(string terminal) =>
        terminal.StartsWith(TerminalPrefix, StringComparison.Ordinal)
        && SessionId.TryParse(terminal[TerminalPrefix.Length..], null, out var session)
            ? session
            : null;

    /// <summary>Makes the folders and forgets how an earlier agent ended.</summary>
    public void Prepare()
    {
        folders.CreateRunFolders(session);
        File.Delete(ExitFile);
    }

    /// <summary>
    /// Writes the wrapper that runs <paramref name="command"/> in the pane and records its exit status, which tmux
    /// often does not know, and returns how the wrapper is started.
    /// </summary>
    public async Task<IReadOnlyList<string>> WriteWrapperAsync(
        IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var exit = ShellQuote.Word(ExitFile);
        var script = string.Join('\n',
            "#!/bin/sh",
            "# Runs one agent and records how it ended.",
            $"cd {ShellQuote.Word(Paths.Folder)} || exit 126",
            "# A crash must not leave the agent's memory among the project's files.",
            "ulimit -c 0",
            "# The worker's own files are nobody else's; an agent's are as a build expects them.",
            "umask 022",
            ShellQuote.Words(command),
            $"echo $? >{exit}.new && mv {exit}.new {exit}",
            "");
        await File.WriteAllTextAsync(LaunchFile, script, cancellationToken);
        return ["/bin/sh", LaunchFile];
    }

    /// <summary>The status the wrapper recorded; <see langword="null"/> when it was killed first.</summary>
    public async Task<int?> ExitStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(ExitFile, cancellationToken);
            return text.Length <= MaxExitText && int.TryParse(text, CultureInfo.InvariantCulture, out var status)
                ? status
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

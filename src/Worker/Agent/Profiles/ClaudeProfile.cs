using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>The Claude Code CLI in its terminal, with a model behind the worker's proxy.</summary>
internal sealed class ClaudeProfile(AgentOptions options) : IAgentProfile
{
    private const string Home = ".claude-home";
    private const string Settings = "settings.json";
    private const string SystemPrompt = "system_prompt.txt";

    // What would wait for somebody at the terminal, or outlive the turn.
    private const string Disallowed =
        "AskUserQuestion,EnterPlanMode,ExitPlanMode,Workflow,CronCreate,CronDelete,CronList,EnterWorktree,ExitWorktree";

    private static readonly string[] Disabled =
    [
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
        "CLAUDE_CODE_DISABLE_BACKGROUND_TASKS",
        "CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL",
        "DISABLE_AUTOUPDATER",
        "DISABLE_INSTALLATION_CHECKS",
        "DISABLE_TELEMETRY",
        "DISABLE_ERROR_REPORTING",
    ];

    // An Enter right after the ready hook is sometimes lost: the terminal is not yet in raw mode.
    public TimeSpan Settle => options.Settle;

    public bool HasModel => true;

    public TimeSpan LongestCommand => CommandLimits.Longest;

    public bool HasRecords => true;

    public bool IsAloneAtRest => true;

    public async Task<AgentLaunch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var cli = ClaudeCli.Find(options) ?? throw new AgentStartException(
            $"The Claude Code CLI was not found. Install @anthropic-ai/claude-code@{ClaudeCli.Version}, "
            + "or say where it is.");
        var (folder, paths) = (context.Folder, context.Paths);
        if (folder.List("").All(entry => entry is not { Name: SystemPrompt, Kind: FolderEntryKind.File }))
        {
            throw new AgentStartException($"The session's folder has no {SystemPrompt}.");
        }

        folder.MakeWay(Home, FolderEntryKind.Folder);
        folder.CreateFolder(Home);
        folder.MakeWay($"{Home}/.claude.json", FolderEntryKind.File);
        await folder.WriteTextAsync($"{Home}/.claude.json", ClaudeFiles.State(paths.Folder), cancellationToken);
        await ClaudeKnowledge.ShowAsync(folder, Home, cancellationToken);
        var settings = Path.Combine(context.ToolsFolder, "managed-settings.json");
        await File.WriteAllTextAsync(
            settings, ClaudeFiles.ManagedSettings($"{paths.Tools}/hook.sh"), cancellationToken);

        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        var shownSettings = context.Show(settings, "/etc/claude-code/managed-settings.json", mounts);
        var exists = await folder.ReadTailAsync(Conversation(context.Start, paths), 1, cancellationToken) is not null;
        List<string> command =
        [
            context.Show(cli, "/opt/tb/claude", mounts),
            "--dangerously-skip-permissions",

            // The CLI refuses to begin a conversation that exists, and to resume one in which nothing was said yet.
            exists ? "--resume" : "--session-id", context.Start.ConversationId.ToString("D"),
            "--append-system-prompt-file", $"{paths.Folder}/{SystemPrompt}",
            "--setting-sources", "user",
            "--disallowedTools", Disallowed,
        ];
        if (options.Model is { } model)
        {
            command.AddRange(["--model", model]);
        }

        if (!context.IsSandboxed)
        {
            command.AddRange(["--settings", shownSettings]);
        }

        var environment = EnvironmentOf(context);
        if (options.ModelRetries is { } retries)
        {
            environment["CLAUDE_CODE_MAX_RETRIES"] = retries.ToString(CultureInfo.InvariantCulture);
        }

        return new AgentLaunch(command, environment, mounts);
    }

    public string ConversationPath(AgentStart start, AgentPaths paths) => Conversation(start, paths);

    public bool SetAside(SafeFolder folder, AgentStart start, AgentPaths paths, bool ended)
    {
        if (folder.List(Home).Any(entry => entry.Name == Settings))
        {
            // Any agent can write them, and none needs them: of ones with an error the CLI asks what to do.
            folder.DeleteTree($"{Home}/{Settings}");
            return true;
        }

        if (!ended)
        {
            return false;
        }

        var path = Conversation(start, paths);
        return folder.Rename(path, $"{Path.GetFileName(path)}.unreadable");
    }

    public Task<AgentRecords> ReadRecordsAsync(
        SafeFolder folder, AgentStart start, AgentPaths paths, CancellationToken cancellationToken) =>
        ClaudeRecords.ReadAsync(
            folder, Home, start.ConversationId.ToString("D"), Conversation(start, paths), cancellationToken);

    // The CLI files conversations by working directory, every character that is no letter or digit written as "-".
    private static string Conversation(AgentStart start, AgentPaths paths) =>
        $"{Home}/projects/{string.Concat(paths.Folder.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}/"
        + $"{start.ConversationId:D}.jsonl";

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> EnvironmentOf(LaunchContext context)
    {
        var environment = BaseEnvironment.Of(context);
        environment["CLAUDE_CONFIG_DIR"] = $"{context.Paths.Folder}/{Home}";
        environment["ANTHROPIC_UNIX_SOCKET"] = context.Paths.ApiSocket;
        environment["ANTHROPIC_BASE_URL"] = "http://api.local";
        environment["ANTHROPIC_API_KEY"] = ClaudeFiles.PlaceholderKey;

        environment["BASH_DEFAULT_TIMEOUT_MS"] = Milliseconds(CommandLimits.Usual);
        environment["BASH_MAX_TIMEOUT_MS"] = Milliseconds(CommandLimits.Longest);
        foreach (var flag in Disabled)
        {
            environment[flag] = "1";
        }

        if (!context.IsSandboxed && Environment.IsPrivilegedProcess)
        {
            // The CLI refuses to skip permissions as root unless it is told that something else confines it.
            environment["IS_SANDBOX"] = "1";
        }

        return environment;
    }
}

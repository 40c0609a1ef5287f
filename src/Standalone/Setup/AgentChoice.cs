using TmuxBuilder.Standalone.CommandLine;

namespace TmuxBuilder.Standalone.Setup;

/// <summary>Who builds, and why when nobody chose.</summary>
/// <param name="Kind"><c>claude</c>, <c>demo</c> or <c>path</c>.</param>
/// <param name="Program">The CLI, or the program of one's own; <see langword="null"/> for demo.</param>
/// <param name="Notice">A sentence to print, when the choice was ours.</param>
internal sealed record AgentChoice(string Kind, string? Program, string? Notice)
{
    /// <summary>What agents are told to be.</summary>
    public string Profile => Kind == "path" ? Program! : Kind;

    /// <summary>The agent CLI, when that is who builds.</summary>
    public string? Cli => Kind == "claude" ? Program : null;

    /// <exception cref="SettingException">What was asked for is not there.</exception>
    public static AgentChoice From(StandaloneSettings settings, bool hasKey)
    {
        var cli = Tools.Find(settings.ClaudeCli ?? "claude");
        return settings.Agent switch
        {
            "demo" => new AgentChoice("demo", null, null),
            "claude" => Claude(settings, cli, hasKey),
            null when cli is not null && hasKey => new AgentChoice("claude", cli, null),
            null => new AgentChoice("demo", null, $"Agent: demo (scripted, no AI), because {Missing(cli, hasKey)}."),
            var path => new AgentChoice("path", Tools.Find(path)
                ?? throw new SettingException(
                    $"--agent is '{path}'; there is no such program, or it is not executable."),
                null),
        };
    }

    private static AgentChoice Claude(StandaloneSettings settings, string? cli, bool hasKey)
    {
        if (cli is null)
        {
            throw new SettingException(
                $"--agent claude: the CLI '{settings.ClaudeCli ?? "claude"}' was not found. Install "
                    + "it, or say where with --claude-cli.");
        }

        return hasKey
            ? new AgentChoice("claude", cli, null)
            : throw new SettingException(
                $"--agent claude: no model key. Set {ModelKeys.Variable}, or put it into '{ModelKeys.FileName}' "
                    + "in the data folder with mode 0600.");
    }

    private static string Missing(string? cli, bool hasKey) => (cli, hasKey) switch
    {
        (null, false) => "neither the agent CLI nor a model key was found",
        (null, _) => "the agent CLI was not found",
        _ => "no model key is configured",
    };
}

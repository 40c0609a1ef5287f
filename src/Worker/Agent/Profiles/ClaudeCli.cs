namespace TmuxBuilder.Agent.Profiles;

/// <summary>Finds the Claude Code CLI.</summary>
public static class ClaudeCli
{
    /// <summary>
    /// The one version this product was checked against; every other may show or call things differently.
    /// </summary>
    public const string Version = "2.1.330";

    private const string Name = "claude";

    /// <summary>
    /// The CLI's real path: <see cref="AgentOptions.Cli"/>, else the one installed in the data folder's <c>tools</c>,
    /// else the first on the PATH; <see langword="null"/> when there is none.
    /// </summary>
    public static string? Find(AgentOptions options)
    {
        IEnumerable<string> candidates = options.Cli is { } given
            ? [given]
            : [Path.Combine(options.DataFolder, "tools", "node_modules", ".bin", Name), .. OnPath()];
        var found = candidates.FirstOrDefault(File.Exists);
        return found is null
            ? null
            : File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(found);
    }

    private static IEnumerable<string> OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, Name));
}

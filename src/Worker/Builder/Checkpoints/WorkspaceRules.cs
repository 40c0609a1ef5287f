namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// What of a session's folder is not stored: what is written anew with every start, can be rebuilt, or is secret.
/// </summary>
internal static class WorkspaceRules
{
    private const string CliHome = ".claude-home";

    /// <summary>What a copy of a project begins with.</summary>
    public static readonly string[] Copied = ["code", "docs", "uploads"];

    // Scripts and mirrors are written by the worker; .home holds what tools cache; keys are made anew.
    private static readonly HashSet<string> AtTheTop = new(StringComparer.Ordinal)
    {
        "tmp", ".spool", ".home", "notify.sh", "deploy.sh", "check.sh",
        "status.json", "chat_history.jsonl", "activity_log.jsonl",
    };

    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        ".aws_credentials", "node_modules", ".cache", ".npm", ".pnpm-store",
        ".parcel-cache", ".turbo", ".vite", ".venv", "__pycache__",
    };

    // Of the CLI's home only the conversation; settings are written anew, and its status files name processes that are
    // gone.
    private static readonly HashSet<string> OfTheCli =
        new(StringComparer.Ordinal) { "projects", "todos", "file-history" };

    /// <summary>Whether an entry is left out, with all that is in it.</summary>
    public static bool IsLeftOut(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (slash < 0)
        {
            return AtTheTop.Contains(name) || Anywhere.Contains(name) || IsHalfWritten(name);
        }

        return path.AsSpan(0, slash) is CliHome
            ? !OfTheCli.Contains(name)
            : Anywhere.Contains(name) || IsHalfWritten(name) || path.EndsWith("/.next/cache", StringComparison.Ordinal);
    }

    /// <summary>The names under which the worker writes files before it renames them.</summary>
    private static bool IsHalfWritten(string name) =>
        name.Length == 20 && name.StartsWith(".tb-", StringComparison.Ordinal);
}

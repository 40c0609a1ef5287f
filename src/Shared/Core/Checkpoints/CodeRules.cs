namespace TmuxBuilder.Core.Checkpoints;

/// <summary>
/// What of a project's code is not handed out: secrets, the history they may lie in, and names that harm elsewhere.
/// </summary>
internal static class CodeRules
{
    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".aws_credentials", ".npmrc", ".netrc", ".git-credentials", "id_rsa", "id_ecdsa", "id_ed25519", "credentials",
    };

    private static readonly HashSet<string> SecretKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore",
    };

    /// <summary>Whether a path is left out without a word: it belongs to no project's sources.</summary>
    public static bool IsNoise(string path) => path.Split('/').Any(name => name is ".git" or "node_modules");

    /// <summary>Why a path is left out, judged by its names alone; <see langword="null"/> when it is not.</summary>
    public static string? Objection(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (SecretNames.Contains(name) || SecretKinds.Contains(Path.GetExtension(name)) || IsEnvironment(name))
        {
            return "may hold secrets";
        }

        // On Windows these are separators and drives: an archive must not write outside the folder it is unpacked in.
        return path.Any(letter => letter is '\\' or ':' || char.IsControl(letter))
            ? "has a name not every system takes"
            : null;
    }

    private static bool IsEnvironment(string name) =>
        name.StartsWith(".env", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith(".example", StringComparison.OrdinalIgnoreCase);
}

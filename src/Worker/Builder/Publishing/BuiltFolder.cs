using System.Globalization;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Judges a copy of a built folder before it is published. The copy is the platform's own, so what is judged is what is
/// served.
/// </summary>
internal static class BuiltFolder
{
    public const int MaxFiles = 20_000;
    public const long MaxBytes = 500L << 20;
    public const long MaxFileBytes = 200L << 20;
    private const int MaxWorkers = 4;

    public static readonly CopyLimits Limits = new(MaxFiles, MaxBytes, MaxFileBytes);

    private static readonly string[] Keys = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore"];

    /// <summary>
    /// Why the copy at <paramref name="directory"/> may not be published; <see langword="null"/> when it may. What is
    /// known was judged with the release before.
    /// </summary>
    public static async Task<Refusal?> JudgeAsync(
        string directory, CopyReport copied, CancellationToken cancellationToken)
    {
        if (copied.Refused.FirstOrDefault() is { Key: { } refused, Value: { } why })
        {
            return new Refusal(
                $"'{refused}' cannot be published: {why}",
                "Publish plain files only, within 500 MB, 200 MB each, and 20,000 files.");
        }

        if (copied.Files.FirstOrDefault(file => file.Path == "index.html") is not { Size: > 0 })
        {
            return new Refusal(
                "There is no index.html in the folder.",
                "Build the site first, or name the folder that has index.html with --dir.");
        }

        return copied.Files.Select(file => JudgeName(file.Path)).FirstOrDefault(refusal => refusal is not null)
            ?? JudgeNames(copied.Files.Select(file => file.Path))
            ?? await JudgeTextsAsync(directory, copied, cancellationToken);
    }

    private static async Task<Refusal?> JudgeTextsAsync(
        string directory, CopyReport copied, CancellationToken cancellationToken)
    {
        Refusal? found = null;
        var atOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Min(MaxWorkers, Environment.ProcessorCount),
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(copied.Files.Where(file => !file.IsKnown), atOnce, async (file, stop) =>
        {
            if (Volatile.Read(ref found) is null
                && await BuiltText.JudgeAsync(Path.Combine(directory, file.Path), file.Path, stop) is { } refusal)
            {
                Volatile.Write(ref found, refusal);
            }
        });
        return found;
    }

    private static Refusal? JudgeName(string path)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "node_modules" or ".git" or ".vite"))
        {
            return new Refusal(
                $"'{path}' belongs to development.", "Publish the built folder, not the project: --dir code/dist.");
        }

        return names[^1].StartsWith(".env", StringComparison.Ordinal)
            || names[^1] is ".aws_credentials" or ".npmrc" or ".netrc" or "id_rsa" or "id_ecdsa" or "id_ed25519"
            || Keys.Contains(Path.GetExtension(path).ToLowerInvariant())
            ? new Refusal($"'{path}' holds secrets by its name.", "Remove it from the built folder.")
            : null;
    }

    /// <summary>
    /// Names that people and some file systems take for the same: they differ in case only, or one has its accents as
    /// characters of their own.
    /// </summary>
    private static Refusal? JudgeNames(IEnumerable<string> paths)
    {
        var byLook = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            if (!byLook.TryAdd(path, path))
            {
                return Alike(path, byLook[path]);
            }
        }

        var accented = byLook.Keys.Where(path => !System.Text.Ascii.IsValid(path)).ToLookup(HasOwnAccents);
        var composed = accented[false].GroupBy(Outline, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var path in accented[true])
        {
            if (composed.TryGetValue(Outline(path), out var other))
            {
                return Alike(path, other);
            }
        }

        return null;
    }

    private static Refusal Alike(string path, string other) => new(
        $"'{path}' and '{other}' differ only in case or in how an accent is written.",
        "Give one of them another name: on some systems and for people they are the same.");

    private static bool HasOwnAccents(string path) => path.Any(IsAccent);

    /// <summary>
    /// The path with one sign for whatever is no plain letter, so that both ways to write an accent look alike.
    /// </summary>
    private static string Outline(string path)
    {
        var outline = new System.Text.StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (IsAccent(c) && outline.Length > 0)
            {
                outline[^1] = '?';
            }
            else
            {
                outline.Append(char.IsAscii(c) ? c : '?');
            }
        }

        return outline.ToString();
    }

    private static bool IsAccent(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}

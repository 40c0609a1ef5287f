using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Judges a copy of a built folder before it is published. The copy is the platform's own, so what is judged is what is
/// served.
/// </summary>
internal static partial class BuiltFolder
{
    public const int MaxFiles = 20_000;
    public const long MaxBytes = 500L << 20;
    public const long MaxFileBytes = 200L << 20;
    private const int MaxTextBytes = 8 << 20;
    private const int Overlap = 512;

    public static readonly CopyLimits Limits = new(MaxFiles, MaxBytes, MaxFileBytes);

    private const int Sniffed = 8000;

    private static readonly string[] Keys = [".pem", ".key", ".p12", ".pfx", ".jks", ".keystore"];
    private static readonly string[] Pages = [".html", ".htm"];

    /// <summary>
    /// Why the copy at <paramref name="directory"/> may not be published; <see langword="null"/> when it may.
    /// </summary>
    public static async Task<Refusal?> JudgeAsync(
        string directory, CopyReport copied, CancellationToken cancellationToken)
    {
        if (copied.Refused.FirstOrDefault() is { Key: { } refused, Value: { } why })
        {
            return new Refusal(
                $"'{refused}' cannot be published: {why}", "Publish plain files only, within 500 MB and 20,000 files.");
        }

        if (!copied.Files.TryGetValue("index.html", out var size) || size == 0)
        {
            return new Refusal(
                "There is no index.html in the folder.",
                "Build the site first, or name the folder that has index.html with --dir.");
        }

        foreach (var path in copied.Files.Keys)
        {
            var refusal = JudgeName(path)
                ?? (await IsTextAsync(Path.Combine(directory, path), cancellationToken)
                    ? await JudgeTextAsync(Path.Combine(directory, path), path, cancellationToken)
                    : null);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
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
    /// Whether a file is text by its first bytes, as git tells it: pictures, fonts and archives have a zero there.
    /// </summary>
    private static async Task<bool> IsTextAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        var head = new byte[Sniffed];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return !head.AsSpan(0, read).Contains((byte)0);
    }

    private static async Task<Refusal?> JudgeTextAsync(string file, string path, CancellationToken cancellationToken)
    {
        var isPage = Pages.Contains(Path.GetExtension(path).ToLowerInvariant());
        var isStyle = path.EndsWith(".css", StringComparison.OrdinalIgnoreCase);
        await foreach (var text in PartsAsync(file, cancellationToken))
        {
            if (JudgePart(text, path, isPage, isStyle) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? JudgePart(string text, string path, bool isPage, bool isStyle)
    {
        try
        {
            return FindFault(text, path, isPage, isStyle);
        }
        catch (RegexMatchTimeoutException)
        {
            return new Refusal(
                $"'{path}' could not be checked in time.", "Split the file or leave it out, then build again.");
        }
    }

    private static Refusal? FindFault(string text, string path, bool isPage, bool isStyle)
    {
        if (SecretRedactor.FindsSecret(text))
        {
            return new Refusal(
                $"'{path}' holds what looks like a secret key.",
                "Remove it from the source, build again; a page can keep no secret.");
        }

        if (isPage && DevelopmentServer().IsMatch(text))
        {
            return new Refusal(
                $"'{path}' is output of a development server.",
                "Run the production build (npm run build) and publish its folder.");
        }

        if (LocalAddress().IsMatch(text) || (isPage && LocalLink().IsMatch(text)))
        {
            return new Refusal(
                $"'{path}' has a localhost address, which exists only here.",
                "Use relative addresses, then build again.");
        }

        return isStyle && TailwindFour().IsMatch(text)
            ? new Refusal(
                $"'{path}' has remains of Tailwind v4, or directives that were never built.",
                "Use tailwindcss@^3.4 with postcss and its three @tailwind directives, then build again.")
            : null;
    }

    /// <summary>
    /// A file's text in parts that overlap, so that a huge one costs little memory and nothing hides on a seam.
    /// </summary>
    private static async IAsyncEnumerable<string> PartsAsync(
        string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var buffer = new char[(int)Math.Min(MaxTextBytes, stream.Length + 1)];
        var kept = "";
        while (await reader.ReadBlockAsync(buffer, cancellationToken) is > 0 and var read)
        {
            var part = kept + new string(buffer, 0, read);
            yield return part;
            kept = part[^Math.Min(Overlap, part.Length)..];
        }
    }

    [GeneratedRegex(
        @"/@vite/client|/@react-refresh|/@id/__x00__|webpack-dev-server|sockjs-node|__webpack_hmr|/_next/webpack-hmr",
        RegexOptions.None,
        10_000)]
    private static partial Regex DevelopmentServer();

    // With a port it is somebody's server. Without one it is a base some libraries parse relative addresses against,
    // fine in scripts.
    [GeneratedRegex(
        @"\b(?:https?|wss?)://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):\d{2,5}", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex LocalAddress();

    [GeneratedRegex(
        @"\b(?:src|href|action|content)\s*=\s*[""']?https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)\b",
        RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex LocalLink();

    [GeneratedRegex(
        @"@import\s+(?:url\()?[""']tailwindcss|/\*!?\s*tailwindcss v4|@theme\s*\{"
            + @"|@tailwind\s+(?:base|components|utilities)",
        RegexOptions.None,
        10_000)]
    private static partial Regex TailwindFour();
}

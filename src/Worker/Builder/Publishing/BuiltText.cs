using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Judges what the text of a built file says.</summary>
internal static partial class BuiltText
{
    private const int PartLength = 1 << 20;
    private const int Overlap = 512;
    private const int Sniffed = 8000;

    private static readonly string[] Pages = [".html", ".htm"];

    /// <summary>What browsers read as text whatever its bytes.</summary>
    private static readonly string[] Texts =
        [.. Pages, ".css", ".js", ".mjs", ".cjs", ".json", ".map", ".svg", ".xml", ".txt", ".md", ".webmanifest"];

    /// <summary>What every local address has; nearly all text is done here.</summary>
    private static readonly SearchValues<string> LocalNames = SearchValues.Create(
        ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a file may not be published, if it is text; <see langword="null"/> when it may.</summary>
    /// <param name="path">As it is published.</param>
    public static async Task<Refusal?> JudgeAsync(string file, string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: false);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!Texts.Contains(extension) && !await IsTextAsync(stream, cancellationToken))
        {
            return null;
        }

        var isPage = Pages.Contains(extension);
        var isStyle = extension == ".css";
        await foreach (var text in PartsAsync(stream, cancellationToken))
        {
            if (JudgePart(text, path, isPage, isStyle) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a file is text by its first bytes, as git tells it: pictures, fonts and archives have a zero there. Text
    /// in 16 bits has, too, and says what it is before.
    /// </summary>
    private static async Task<bool> IsTextAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[(int)Math.Min(Sniffed, stream.Length)];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        stream.Position = 0;
        return head is [0xfe, 0xff, ..] or [0xff, 0xfe, ..] || !head.AsSpan(0, read).Contains((byte)0);
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

        if (text.AsSpan().ContainsAny(LocalNames)
            && (LocalAddress().IsMatch(text) || ((isPage || isStyle) && LocalLink().IsMatch(text))))
        {
            return new Refusal(
                $"'{path}' has a localhost address, which exists only here.",
                "Use relative addresses, then build again.");
        }

        return (isStyle && TailwindFour().IsMatch(text)) || (isPage && TailwindInBrowser().IsMatch(text))
            ? new Refusal(
                $"'{path}' has remains of Tailwind v4, or directives that were never built.",
                "Use tailwindcss@^3.4 with postcss and its three @tailwind directives, then build again.")
            : null;
    }

    /// <summary>
    /// A file's text in parts that overlap, so that a huge one costs little memory and nothing hides on a seam.
    /// </summary>
    private static async IAsyncEnumerable<string> PartsAsync(
        FileStream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, bufferSize: 16 << 10, leaveOpen: true);
        var buffer = ArrayPool<char>.Shared.Rent((int)Math.Min(PartLength, stream.Length + 1));
        try
        {
            var kept = "";
            while (await reader.ReadBlockAsync(buffer, cancellationToken) is > 0 and var read)
            {
                var part = string.Concat(kept, buffer.AsSpan(0, read));
                yield return part;
                kept = part[^Math.Min(Overlap, part.Length)..];
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    // A server's own scripts, or a page of the source, which names scripts no browser runs.
    [GeneratedRegex(
        """
        /@vite/client | /@react-refresh | /@id/__x00__ | /@fs/ | data-vite-dev-id | webpack-dev-server | sockjs-node
        | __webpack_hmr | /_next/webpack-hmr
        | <script\b[^>]{0,200}\bsrc\s*=\s*["']?[^"'>\s]{1,200}\.(?:tsx?|jsx)\b
        """,
        RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex DevelopmentServer();

    // With a port it is somebody's server. Without one it is a base some libraries parse relative addresses against,
    // fine in scripts.
    [GeneratedRegex(
        @"\b(?:https?|wss?)://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):\d{2,5}", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex LocalAddress();

    [GeneratedRegex(
        """
        (?: \b(?:src|href|action|content)\s*=\s*["']? | \burl\(\s*["']? )
        (?:https?:)?//(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?![\w.-])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex LocalLink();

    // Its directives, its banner, and what its output has that v3 never writes.
    [GeneratedRegex(
        """
        @import\s+(?:url\()?["']tailwindcss
        | /\*!?\s*tailwindcss\ v4
        | @theme\s*(?:(?:inline|static|reference|default)\s*)*\{
        | @(?:custom-variant|utility)\s
        | @tailwind\s+(?:base|components|utilities)
        | @layer\s+theme\s*,\s*base\s*,\s*components\s*,\s*utilities
        | @property\s+--tw-
        """,
        RegexOptions.IgnorePatternWhitespace,
        10_000)]
    private static partial Regex TailwindFour();

    [GeneratedRegex(@"@tailwindcss/browser|<style\b[^>]{0,200}\btext/tailwindcss", RegexOptions.None, 10_000)]
    private static partial Regex TailwindInBrowser();
}

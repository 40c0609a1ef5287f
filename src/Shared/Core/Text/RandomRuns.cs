using System.Buffers;
using System.Text;

namespace TmuxBuilder.Core.Text;

/// <summary>
/// Takes out keys that nothing but their randomness tells. It would rather leave one in than take ordinary text for
/// one: names of things, hashes, guids, addresses, and base 64 of files and certificates stay.
/// </summary>
internal static class RandomRuns
{
    /// <summary>A run of fewer characters is not looked at.</summary>
    public const int MinLength = 32;

    private const int MaxLength = 100;
    private const int AwsLength = 40;

    // Lines of PEM and of MIME.
    private const int PemLine = 64;
    private const int MimeLine = 76;

    private const int MostLookedBack = 2_000;

    private static readonly SearchValues<char> AwsDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static readonly SearchValues<char> Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-");

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n\"'`<>()[]{}|,;");

    // What SSH's public keys and digests of resources (SRI) begin with; both are there to be shown.
    private static readonly string[] Public = ["AAAA", "sha1-", "sha256-", "sha384-", "sha512-"];

    private delegate bool Condition(ReadOnlySpan<char> text, int start, int length);

    public static string Redact(string text) => text.Length < MinLength
        ? text
        : Redact(Redact(text, AwsDigits, IsAwsSecret), Digits, IsToken);

    private static string Redact(string text, SearchValues<char> digits, Condition condition)
    {
        StringBuilder? clean = null;
        var (copied, from) = (0, 0);
        while (text.AsSpan(from).IndexOfAny(digits) is >= 0 and var skipped)
        {
            var start = from + skipped;
            var length = text.AsSpan(start).IndexOfAnyExcept(digits);
            length = length < 0 ? text.Length - start : length;
            from = start + length;
            if (length >= MinLength && condition(text, start, length))
            {
                clean = (clean ?? new StringBuilder(text.Length))
                    .Append(text, copied, start - copied).Append(SecretRedactor.Mark);
                copied = from;
            }
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>AWS secret keys are just 40 digits of base 64: told from paths and hashes by their variety.</summary>
    private static bool IsAwsSecret(ReadOnlySpan<char> text, int start, int length)
    {
        const int RandomVariety = 22;
        return length == AwsLength
            && Mix.Of(text.Slice(start, length)) is { Upper: > 0, Lower: > 0, Decimal: > 0, Variety: >= RandomVariety }
            && !(start > 0 && text[start - 1] is '-' or '_')
            && !(start + length < text.Length && text[start + length] is '-' or '_')
            && !IsWrapped(text[..start])
            && !IsInAddress(text[..start]);
    }

    /// <summary>
    /// Random digits change between upper case, lower case and decimals at two of three places, words in camel case at
    /// one of three.
    /// </summary>
    private static bool IsToken(ReadOnlySpan<char> text, int start, int length)
    {
        const int Variety = 18;
        const double Changes = 0.45;
        var run = text.Slice(start, length);
        return length is <= MaxLength and not PemLine and not MimeLine
            && !run.ContainsAny('+', '/')
            && !Begins(run)
            && Mix.Of(run) is { Upper: >= 4, Lower: >= 4, Decimal: >= 2, Variety: >= Variety } mix
            && mix.Changes >= Changes * (mix.Counted - 1)
            && !IsWrapped(text[..start])
            && !IsInAddress(text[..start]);
    }

    private static bool Begins(ReadOnlySpan<char> run)
    {
        foreach (var start in Public)
        {
            if (run.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last line of a file in base 64 is shorter than those before it.</summary>
    private static bool IsWrapped(ReadOnlySpan<char> before)
    {
        if (!before.EndsWith("\n", StringComparison.Ordinal))
        {
            return false;
        }

        var line = before.TrimEnd("\r\n");
        return (line.Length >= PemLine && !line[^PemLine..].ContainsAnyExcept(AwsDigits))
            || (line.Length >= MimeLine && !line[^MimeLine..].ContainsAnyExcept(AwsDigits));
    }

    /// <summary>
    /// Ids of documents, films and fonts stand in addresses; what is secret there has a name before it.
    /// </summary>
    private static bool IsInAddress(ReadOnlySpan<char> before)
    {
        before = before[Math.Max(0, before.Length - MostLookedBack)..];
        return before[(before.LastIndexOfAny(WordEnds) + 1)..].Contains("://", StringComparison.Ordinal);
    }

    /// <summary>What a run is made of.</summary>
    private readonly record struct Mix(int Upper, int Lower, int Decimal, int Variety, int Changes)
    {
        public int Counted => Upper + Lower + Decimal;

        public static Mix Of(ReadOnlySpan<char> run)
        {
            UInt128 seen = 0;
            var (upper, lower, digits, changes, last) = (0, 0, 0, 0, 0);
            foreach (var c in run)
            {
                seen |= UInt128.One << c;
                var kind = char.IsAsciiLetterUpper(c) ? 1
                    : char.IsAsciiLetterLower(c) ? 2
                    : char.IsAsciiDigit(c) ? 3
                    : 0;
                upper += kind == 1 ? 1 : 0;
                lower += kind == 2 ? 1 : 0;
                digits += kind == 3 ? 1 : 0;
                changes += kind != 0 && last != 0 && kind != last ? 1 : 0;
                last = kind == 0 ? last : kind;
            }

            return new Mix(upper, lower, digits, (int)UInt128.PopCount(seen), changes);
        }
    }
}

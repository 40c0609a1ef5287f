using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TmuxBuilder.Testing;

/// <summary>
/// Throws what nobody would write at a parser. The same inputs come every time, so that a build says of the code and
/// not of luck; <c>FUZZ_SEED=n FUZZ_TESTS=100000 ./test NAME</c> looks elsewhere and for longer. What falls is printed
/// with the seed it fell with; it is kept as a case of its own beside the property.
/// </summary>
internal static class Fuzz
{
    private const ulong Seed = 20_260_204;
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;
    private const int Tests = 1_000;

    private static readonly string[] Common =
    [
        "\\ud83d", "\\u0000", "\"\\ude00\"", "", " ", "\0", "\r", "\n", "\r\n", "\t", "\u0001", "\u001b[31m",
        "\u007f", "\u0085", "\u2028", "\u202e",
        "\ufeff", "\ud83d", "\ude00", "\U0001f600", "é", "漢字", "ß", "İ", "/", "\\", "..", "../", "//", ".", ":", ";",
        ",", "=", "&", "?", "#", "%", "%2f", "%00", "%zz", "+", "-", "--", "_", "~", "@", "*", "$(id)", "`id`",
        "${x}", "'", "\"", "\\\"", "{", "}", "[", "]", "(", ")", "<", ">", "<script>", "null", "true", "0", "-1",
        "1e309", "9223372036854775808", "99999999999999999999", "NaN", "a", "A", "zzzz", new string('a', 300),
        new string('9', 40), new string('{', 100),
    ];

    /// <summary>Text of a parser's own words, of what breaks other parsers, and of anything.</summary>
    public static Arbitrary<string> Texts(params string[] words)
    {
        var piece = Gen.OneOf(
            Gen.Elements(words.Length == 0 ? Common : words),
            Gen.Elements(Common),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        return Gen.OneOf(
            piece,
            piece.ListOf().Select(string.Concat),
            Gen.Elements(words.Length == 0 ? Common : words).ListOf(12).Select(string.Concat)).ToArbitrary();
    }

    public static Arbitrary<byte[]> Bytes(params string[] words) => Gen.OneOf(
        Texts(words).Generator.Select(System.Text.Encoding.UTF8.GetBytes),
        Texts(words).Generator.Select(System.Text.Encoding.Latin1.GetBytes),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? [])).ToArbitrary();

    public static Arbitrary<string[]> Lists(params string[] words) =>
        Texts(words).Generator.ArrayOf().ToArbitrary();

    /// <summary>How every property is checked: with the same inputs each time, until others are asked for.</summary>
    public static Config Always => Config.QuickThrowOnFailure
        .WithMaxTest((int)Number("FUZZ_TESTS", Tests))
        .WithReplay(Number("FUZZ_SEED", Seed), Gamma);

    /// <summary>Checks that <paramref name="holds"/> does not throw for anything.</summary>
    public static void Check<T>(Arbitrary<T> inputs, Action<T> holds) => Prop.ForAll(inputs, holds).Check(Always);

    private static ulong Number(string name, ulong usual) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : usual;
}

using System.Buffers;

namespace TmuxBuilder.Core;

/// <summary>Recognises text made only of lower-case hexadecimal digits.</summary>
internal static class LowerHex
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool Is(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);
}

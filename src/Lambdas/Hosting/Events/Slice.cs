using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>Where in an event a value lies; a string without its quotes.</summary>
/// <param name="IsEscaped">It is a string with escapes in it.</param>
internal readonly record struct Slice(int Start, int Length, bool IsEscaped)
{
    public bool IsEmpty => Length == 0;

    /// <summary>The string the reader stands on.</summary>
    public static Slice OfString(in Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);

    /// <summary>The value the reader stands on, which it then has passed.</summary>
    public static Slice OfValue(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start, false);
    }
}

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Api.Chat;

/// <summary>Where a page of events begins.</summary>
/// <param name="Back">It holds what came before the number; else what came after it.</param>
/// <param name="Beside">Dropped entries that carry the number and were read already; admins only.</param>
internal readonly record struct ActivityCursor(bool Back, long Seq, int Beside = 0)
{
    private const int MaxLength = 64;

    /// <exception cref="InvalidCursorException">The text is no cursor that was given out here.</exception>
    public static ActivityCursor Parse(string text) =>
        TryParse(text, out var cursor) ? cursor.Value : throw new InvalidCursorException();

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{(Back ? "before" : "after")}.{Seq}.{Beside}")));

    private static bool TryParse(string text, [NotNullWhen(true)] out ActivityCursor? cursor)
    {
        cursor = text.Length <= MaxLength && Base64Url.IsValid(text)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.')
                is ["before" or "after", var number, var count] parts
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var beside)
                ? new ActivityCursor(parts[0] == "before", seq, beside)
                : null;
        return cursor is not null;
    }
}

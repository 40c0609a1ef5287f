using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TmuxBuilder.Core.Paging;

/// <summary>Opaque page starts for stores: the list they belong to and the last row's place in it.</summary>
public static class Cursor
{
    private const int MaxLength = 512;

    public static string Write(string list, long place, string id = "") => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}\n{place}\n{id}")));

    /// <summary>Reads a cursor of <paramref name="list"/>.</summary>
    /// <exception cref="InvalidCursorException">It is not one of that list's.</exception>
    public static (long Place, string Id) Read(string list, string cursor)
    {
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
        {
            throw new InvalidCursorException();
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n');
        return parts.Length == 3 && parts[0] == list
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (place, parts[2])
            : throw new InvalidCursorException();
    }
}

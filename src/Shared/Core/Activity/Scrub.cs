using System.Text;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Activity;

/// <summary>Keeps a session's guid from shares, wherever it was said.</summary>
internal static class Scrub
{
    // Text that was cut may end within a guid; from here on its beginning is kept back as well. The first digits alone
    // are no secret: they are in the names of buckets.
    private const int Telling = SessionId.ShortLength + 4;

    /// <summary>The text; for a share with the share's id in place of the guid, in any case of letters.</summary>
    public static string For(Audience audience, string text) =>
        audience.Role == Role.Share ? Replace(text, audience.Session.Value, audience.PublicId) : text;

    private static string Replace(string text, string guid, string publicId)
    {
        var at = Find(text, guid, from: 0);
        if (at < 0)
        {
            return text;
        }

        var scrubbed = new StringBuilder(text.Length);
        var kept = 0;
        for (; at >= 0; at = Find(text, guid, kept))
        {
            scrubbed.Append(text, kept, at - kept).Append(publicId);
            kept = at + LengthOf(text.AsSpan(at), guid);
        }

        return scrubbed.Append(text, kept, text.Length - kept).ToString();
    }

    private static int Find(string text, string guid, int from)
    {
        var found = text.AsSpan(from).IndexOf(guid.AsSpan(0, Telling), StringComparison.OrdinalIgnoreCase);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>How many digits of the guid the text begins with.</summary>
    private static int LengthOf(ReadOnlySpan<char> text, string guid)
    {
        var length = Telling;
        while (length < Math.Min(guid.Length, text.Length) && char.ToLowerInvariant(text[length]) == guid[length])
        {
            length++;
        }

        return length;
    }
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Core.Activity;

/// <summary>Keeps a session's guid from shares, wherever it was said.</summary>
internal static class Scrub
{
    /// <summary>The text; for a share with the share's id in place of the guid, in any case of letters.</summary>
    public static string For(Audience audience, string text) =>
        audience.Role == Role.Share
            ? text.Replace(audience.Session.Value, audience.PublicId, StringComparison.OrdinalIgnoreCase)
            : text;
}

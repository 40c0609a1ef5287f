using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// What names a session in a path that shares may use: its guid, or a share's secret of 43 base64url characters.
/// </summary>
internal readonly record struct SessionKey : IParsable<SessionKey>
{
    private const int SecretLength = 43;

    private SessionKey(SessionId? guid, string? share)
    {
        Guid = guid;
        Share = share;
    }

    public SessionId? Guid { get; }

    public string? Share { get; }

    public static SessionKey Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException("Neither a guid nor a share.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionKey result)
    {
        if (SessionId.TryParse(s, provider, out var guid))
        {
            result = new SessionKey(guid, share: null);
            return true;
        }

        var isSecret = s is { Length: SecretLength } && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        result = isSecret ? new SessionKey(guid: null, s) : default;
        return isSecret;
    }
}

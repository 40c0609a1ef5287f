using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// Tells admins from others on every route, and ends guessing: from an address that sent too many wrong tokens, no
/// token is looked at for a while, so that not even the right one shows.
/// </summary>
internal sealed class AdminGate(Credentials credentials, ILimitStore limits, ApiOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The admin who calls, if one does, and how long the address has to wait, if it has to.</summary>
    public async Task<(string? Admin, TimeSpan? Wait)> FindAsync(
        HttpRequest request, string address, CancellationToken cancellationToken)
    {
        if (await credentials.AdminCookieAsync(request, cancellationToken) is { } signedIn)
        {
            return (signedIn, null);
        }

        if (Credentials.Bearer(request) is not { } token)
        {
            return (null, null);
        }

        var key = $"wrong-tokens:{address}";
        var limit = options.Limits.WrongTokensPerFiveMinutes;
        if (await limits.LookAsync(key, limit, Window, cancellationToken) is { } wait)
        {
            return (null, wait);
        }

        var admin = await credentials.AdminTokenAsync(token, cancellationToken);
        if (admin is null && !await credentials.IsKnownAsync(token, cancellationToken))
        {
            await limits.TakeAsync(key, limit, Window, cancellationToken);
        }

        return (admin, null);
    }
}

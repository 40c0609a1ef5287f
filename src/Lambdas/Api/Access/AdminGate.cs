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

    /// <summary>The admin who calls, if one does.</summary>
    public async Task<FoundAdmin> FindAsync(
        HttpRequest request, string address, CancellationToken cancellationToken)
    {
        if (await credentials.AdminCookieAsync(request, cancellationToken) is { } signedIn)
        {
            return new FoundAdmin(signedIn);
        }

        if (Credentials.Bearer(request) is not { } token)
        {
            return FoundAdmin.None;
        }

        var key = $"wrong-tokens:{address}";
        var limit = options.Limits.WrongTokensPerFiveMinutes;
        if (await limits.LookAsync(key, limit, Window, cancellationToken) is { } wait)
        {
            return new FoundAdmin(Wait: wait);
        }

        var found = await credentials.AdminTokenAsync(token, cancellationToken);
        if (found.State == AdminTokenState.Unknown && !await credentials.IsKnownAsync(token, cancellationToken))
        {
            await limits.TakeAsync(key, limit, Window, cancellationToken);
        }

        return found.State == AdminTokenState.Admin
            ? new FoundAdmin(found.Name)
            : new FoundAdmin(IsOther: found.State == AdminTokenState.NotAdmin);
    }
}

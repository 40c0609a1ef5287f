using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Access;

/// <summary>Reads a call's bearer token and cookies and finds what they open.</summary>
internal sealed class Credentials(IGrantStore grants, IAdminTokens adminTokens, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 4096;

    /// <summary>The name of the admin whose cookie the call has, or <see langword="null"/>.</summary>
    public async Task<string?> AdminCookieAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await FindAsync(GrantKind.AdminSession, request.Cookies[Cookies.Admin], cancellationToken))?.Subject;

    /// <summary>What a token is to admin routes.</summary>
    public ValueTask<AdminToken> AdminTokenAsync(string token, CancellationToken cancellationToken) =>
        adminTokens.FindAsync(token, cancellationToken);

    /// <summary>Whether it is a client's token or a parent site's key.</summary>
    public async Task<bool> IsKnownAsync(string token, CancellationToken cancellationToken) =>
        await FindAsync(GrantKind.ClientToken, token, cancellationToken) is not null
        || await FindAsync(GrantKind.Integration, token, cancellationToken) is not null;

    /// <summary>The e-mail address a client token proves, or <see langword="null"/>.</summary>
    public async Task<string?> ClientAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await FindAsync(GrantKind.ClientToken, Bearer(request), cancellationToken)
            ?? await FindAsync(GrantKind.ClientToken, request.Cookies[Cookies.Client], cancellationToken))?.Subject;

    public async Task<Integration?> IntegrationAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await FindAsync(GrantKind.Integration, Bearer(request), cancellationToken) is { } grant
            ? new Integration(IntegrationId.Parse(grant.Id), grant.Label, grant.CreatedAt)
            : null;

    public Task<Grant?> SessionCookieAsync(HttpRequest request, CancellationToken cancellationToken) =>
        FindAsync(GrantKind.SessionCookie, request.Cookies[Cookies.Session], cancellationToken);

    public Task<Grant?> ShareAsync(string secret, CancellationToken cancellationToken) =>
        FindAsync(GrantKind.Share, secret, cancellationToken);

    /// <summary>The bearer token of a call, or <see langword="null"/>.</summary>
    public static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    private async Task<Grant?> FindAsync(GrantKind kind, string? secret, CancellationToken cancellationToken) =>
        secret is { Length: > 0 and <= MaxLength }
            ? await grants.FindAsync(kind, Secret.Hash(secret), time.GetUtcNow(), cancellationToken)
            : null;
}

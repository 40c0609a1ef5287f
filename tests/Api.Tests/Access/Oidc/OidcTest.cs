using System.Text.Json.Nodes;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Access.Oidc;

/// <summary>Has an API whose admins sign in with an issuer of its own.</summary>
public abstract class OidcTest : IAsyncLifetime
{
    private protected const string AdminRoute = "/api/admin/sessions";

    private protected LocalIssuer Issuer { get; private set; } = null!;

    private protected ApiHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await LocalIssuer.StartAsync();
        Host = await ApiHost.StartAsync(
            options => Configure(options with { AdminToken = null, Oidc = Issuer.Options }));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual ApiOptions Configure(ApiOptions options) => options;

    /// <summary>What an admin's token says, with one part as it is given: null leaves it out.</summary>
    private protected JsonObject With(string name, JsonNode? value)
    {
        var claims = Issuer.Claims(Host.Time.GetUtcNow());
        if (value is null)
        {
            claims.Remove(name);
        }
        else
        {
            claims[name] = value;
        }

        return claims;
    }

    private protected string Token => Issuer.Sign(Issuer.Claims(Host.Time.GetUtcNow()));

    private protected Task<Answer> CallAsync(string token) =>
        Host.GetAsync(AdminRoute, ("Authorization", $"Bearer {token}"));

    private protected async Task RefusedAsync(string token) =>
        (await CallAsync(token)).ExpectProblem(401, "auth.required");
}

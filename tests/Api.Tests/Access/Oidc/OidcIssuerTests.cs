using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Access.Oidc;

/// <summary>How the issuer's keys are learned, and how admins who signed in with it are treated.</summary>
public sealed class OidcIssuerTests : OidcTest
{
    private protected override ApiOptions Configure(ApiOptions options) =>
        options with { Limits = new RateLimits { WrongTokensPerFiveMinutes = 3 } };

    [Fact]
    public async Task Keys_are_asked_for_once_an_hour()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await CallAsync(Token)).Expect(200)));
        Assert.Equal(1, Issuer.Asked);

        Host.Time.Advance(TimeSpan.FromMinutes(61));

        (await CallAsync(Token)).Expect(200);
        Assert.Equal(2, Issuer.Asked);
    }

    [Fact]
    public async Task A_new_key_is_learned_at_once_and_the_old_one_is_not_taken_any_more()
    {
        var old = Token;
        (await CallAsync(old)).Expect(200);
        Host.Time.Advance(TimeSpan.FromMinutes(1));

        Issuer.Rotate("key-2");

        (await CallAsync(Token)).Expect(200);
        (await CallAsync(old)).ExpectProblem(401, "auth.required");
    }

    [Fact]
    public async Task Made_up_keys_do_not_have_the_issuer_asked_each_time()
    {
        (await CallAsync(Token)).Expect(200);
        using var another = RSA.Create(2048);
        for (var i = 0; i < 2; i++)
        {
            var header = new JsonObject { ["alg"] = "RS256", ["kid"] = $"made-up-{i}" };
            await RefusedAsync(Issuer.Sign(Issuer.Claims(Host.Time.GetUtcNow()), another, header));
        }

        Assert.Equal(1, Issuer.Asked);
    }

    [Fact]
    public async Task While_the_issuer_is_away_what_is_known_of_it_does()
    {
        Issuer.IsAway = true;
        (await CallAsync(Token)).Expect(503);
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        Issuer.IsAway = false;
        (await CallAsync(Token)).Expect(200);

        Issuer.IsAway = true;
        Host.Time.Advance(TimeSpan.FromHours(23));
        (await CallAsync(Token)).Expect(200);

        Host.Time.Advance(TimeSpan.FromHours(2));
        (await CallAsync(Token)).Expect(503);
    }

    [Fact]
    public async Task A_document_that_names_another_issuer_is_not_believed()
    {
        Issuer.Claimed = "https://another.example";

        (await CallAsync(Token)).Expect(503);
        Assert.Equal(0, Issuer.Asked);
    }

    [Fact]
    public async Task A_key_that_could_be_broken_is_none()
    {
        Issuer.Rotate("weak", bits: 1024);

        await RefusedAsync(Token);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_no_guess()
    {
        var old = Token;
        Host.Time.Advance(TimeSpan.FromMinutes(61));
        for (var i = 0; i < 5; i++)
        {
            await RefusedAsync(old);
        }

        (await CallAsync(Token)).Expect(200);
    }

    [Fact]
    public async Task Guessing_ends_as_with_other_tokens()
    {
        using var another = RSA.Create(2048);
        for (var i = 0; i < 3; i++)
        {
            await RefusedAsync(Issuer.Sign(Issuer.Claims(Host.Time.GetUtcNow()), another));
        }

        (await CallAsync(Token)).ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task A_cookie_does_not_outlive_the_token_it_was_given_for()
    {
        var login = await Host.PostAsync("/api/admin/login", $$"""{"token":"{{Token}}"}""");
        var cookie = ("Cookie", login.Expect(200).Cookie("tb_admin"));
        (await Host.GetAsync(AdminRoute, cookie)).Expect(200);

        Host.Time.Advance(TimeSpan.FromMinutes(61));

        (await Host.GetAsync(AdminRoute, cookie)).ExpectProblem(401, "auth.required");
    }

    [Fact]
    public async Task Who_is_no_admin_gets_no_cookie()
    {
        var token = Issuer.Sign(With("cognito:groups", null));

        (await Host.PostAsync("/api/admin/login", $$"""{"token":"{{token}}"}""")).ExpectProblem(403, "auth.forbidden");
    }

    [Fact]
    public async Task The_trail_names_an_admin_by_a_proved_address_only()
    {
        var claims = With("email", "ann@example.org");
        await ActAsync("a", Issuer.Sign(claims));
        claims["email_verified"] = true;
        await ActAsync("b", Issuer.Sign(claims));

        var trail = (await Host.GetAsync("/api/admin/audit", ("Authorization", $"Bearer {Token}"))).Expect(200);
        Assert.Contains("\"ann\"", trail.Body, StringComparison.Ordinal);
        Assert.Contains("\"ann@example.org\"", trail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_token_works_beside_the_issuer()
    {
        await using var host = await ApiHost.StartAsync(options => options with { Oidc = Issuer.Options });

        (await host.GetAsync(AdminRoute, ApiHost.Admin)).Expect(200);
        (await host.GetAsync(AdminRoute, ("Authorization", $"Bearer {Token}"))).Expect(200);
    }

    private async Task ActAsync(string name, string token) =>
        (await Host.PostAsync(
            "/api/admin/integrations", $$"""{"name":"{{name}}"}""", ("Authorization", $"Bearer {token}"))).Expect(201);
}

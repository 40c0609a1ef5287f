using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Tests.Access.Oidc;

/// <summary>Which tokens open admin routes, and all that do not.</summary>
public sealed class OidcTokenTests : OidcTest
{
    private protected override ApiOptions Configure(ApiOptions options) =>
        options with { Limits = new RateLimits { WrongTokensPerFiveMinutes = 1000 } };

    [Fact]
    public async Task An_access_token_of_an_admin_opens_admin_routes()
    {
        (await CallAsync(Token)).Expect(200);

        var shown = (await Host.GetAsync("/api/config")).Expect(200).Json.GetProperty("auth");
        Assert.Equal("oidc", shown.GetProperty("mode").GetString());
        Assert.Equal(Issuer.Address, shown.GetProperty("authority").GetString());
        Assert.Equal(LocalIssuer.ClientId, shown.GetProperty("client_id").GetString());
    }

    [Fact]
    public async Task An_id_token_does_as_well_when_it_is_for_this_application()
    {
        var claims = With("client_id", null);
        claims["token_use"] = "id";
        await RefusedAsync(Issuer.Sign(claims));

        claims["aud"] = "another";
        await RefusedAsync(Issuer.Sign(claims));

        claims["aud"] = new JsonArray("another", LocalIssuer.ClientId);
        (await CallAsync(Issuer.Sign(claims))).Expect(200);
    }

    [Fact]
    public async Task Who_is_no_admin_is_told_that_it_is_not_allowed()
    {
        (await CallAsync(Issuer.Sign(With("cognito:groups", null)))).ExpectProblem(403, "auth.forbidden");
        (await CallAsync(Issuer.Sign(With("cognito:groups", new JsonArray("Admins", "administrators")))))
            .ExpectProblem(403, "auth.forbidden");
    }

    [Theory]
    [InlineData("iss", "https://another.example")]
    [InlineData("client_id", "another-application")]
    [InlineData("token_use", "refresh")]
    [InlineData("exp", "tomorrow")]
    public async Task A_token_that_says_something_else_is_nobodys(string claim, string value)
    {
        await RefusedAsync(Issuer.Sign(With(claim, value)));
        await RefusedAsync(Issuer.Sign(With(claim, null)));
    }

    [Fact]
    public async Task A_token_holds_from_its_beginning_to_its_end()
    {
        var now = Host.Time.GetUtcNow();
        await RefusedAsync(Issuer.Sign(With("nbf", now.AddMinutes(2).ToUnixTimeSeconds())));
        await RefusedAsync(Issuer.Sign(With("exp", 0)));
        (await CallAsync(Issuer.Sign(With("exp", 1e300)))).Expect(200);
        var token = Token;
        (await CallAsync(token)).Expect(200);

        Host.Time.Advance(TimeSpan.FromMinutes(61));

        await RefusedAsync(token);
    }

    [Fact]
    public async Task A_token_that_another_key_signed_is_nobodys()
    {
        using var another = RSA.Create(2048);

        await RefusedAsync(Issuer.Sign(Issuer.Claims(Host.Time.GetUtcNow()), another));
    }

    [Fact]
    public async Task A_token_that_was_changed_after_it_was_signed_is_nobodys()
    {
        var stranger = Issuer.Sign(With("cognito:groups", null)).Split('.');
        var forged = LocalIssuer.Part(Issuer.Claims(Host.Time.GetUtcNow()).ToJsonString());

        await RefusedAsync($"{stranger[0]}.{forged}.{stranger[2]}");
    }

    [Fact]
    public async Task A_token_may_not_choose_how_it_is_signed()
    {
        var claims = LocalIssuer.Part(Issuer.Claims(Host.Time.GetUtcNow()).ToJsonString());
        var signature = Token.Split('.')[2];
        foreach (var algorithm in (string[])["none", "None", "HS256", "RS512", "PS256", "rs256"])
        {
            var head = LocalIssuer.Part($$"""{"alg":"{{algorithm}}","kid":"{{Issuer.KeyId}}"}""");
            await RefusedAsync($"{head}.{claims}.");
            await RefusedAsync($"{head}.{claims}.{signature}");

            // A library that lets the token choose takes the public key for a secret that both share.
            var shared = HMACSHA256.HashData(Issuer.PublicKey, Encoding.ASCII.GetBytes($"{head}.{claims}"));
            await RefusedAsync($"{head}.{claims}.{Base64Url.EncodeToString(shared)}");
        }
    }

    [Fact]
    public async Task A_header_that_would_change_the_meaning_of_a_token_makes_it_nobodys()
    {
        using var another = RSA.Create(2048);
        var now = Host.Time.GetUtcNow();
        var key = another.ExportParameters(false);
        var embedded = new JsonObject
        {
            ["alg"] = "RS256",
            ["kid"] = Issuer.KeyId,
            ["jwk"] = new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            },
        };
        await RefusedAsync(Issuer.Sign(Issuer.Claims(now), another, embedded));

        var elsewhere = new JsonObject
        {
            ["alg"] = "RS256", ["kid"] = Issuer.KeyId, ["jku"] = "https://evil.example/keys",
        };
        await RefusedAsync(Issuer.Sign(Issuer.Claims(now), another, elsewhere));

        foreach (var more in (string[])["\"crit\":[\"exp\"]", "\"cr\\ud800\":1"])
        {
            var critical = LocalIssuer.Part($$"""{"alg":"RS256","kid":"{{Issuer.KeyId}}",{{more}}}""");
            await RefusedAsync($"{critical}.{Token.Split('.')[1]}.{Token.Split('.')[2]}");
        }
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("{}.{}.{}")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6Ilx1ZDgwMCJ9.e30.AAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.AAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsIlx1ZDgwMCI6MSwia2lkIjoiYSJ9.e30.AAAA")]
    public async Task What_only_looks_like_a_token_is_nobodys(string token) => await RefusedAsync(token);

    [Fact]
    public async Task A_token_of_any_length_is_refused_and_costs_nothing()
    {
        var token = Token;
        await RefusedAsync(token + new string('A', 9000));
        await RefusedAsync(new string('.', 9000));

        Assert.Equal(0, Issuer.Asked);
    }
}

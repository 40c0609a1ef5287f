using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Tests.Access.Oidc;

/// <summary>An identity provider on this machine, with real keys that it can exchange.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    public const string ClientId = "the-portal";

    private readonly WebApplication app;
    private readonly Dictionary<string, RSA> keys = new(StringComparer.Ordinal);

    private LocalIssuer(WebApplication app) => this.app = app;

    /// <summary>Which key signs.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>How often the keys were asked for.</summary>
    public int Asked { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>What its documents call it; as it is, unless a test says otherwise.</summary>
    public string? Claimed { get; set; }

    public string Address => app.Urls.Single();

    public OidcOptions Options => new(Address, ClientId);

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new LocalIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => issuer.Answer(new JsonObject
        {
            ["issuer"] = issuer.Claimed ?? issuer.Address,
            ["jwks_uri"] = issuer.Address + "/keys",
        }));
        app.MapGet("/keys", () =>
        {
            issuer.Asked++;
            return issuer.Answer(issuer.Published());
        });
        issuer.Rotate("key-1");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>Signs with a new key from now on, and publishes no other.</summary>
    public void Rotate(string keyId, int bits = 2048)
    {
        DisposeKeys();
        keys[keyId] = RSA.Create(bits);
        KeyId = keyId;
    }

    /// <summary>What an access token of an admin says, an hour from a time.</summary>
    public JsonObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = Address,
        ["token_use"] = "access",
        ["client_id"] = ClientId,
        ["sub"] = "0000-1111",
        ["username"] = "ann",
        ["cognito:groups"] = new JsonArray("people", "admins"),
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    };

    public string Sign(JsonObject claims) => Sign(claims, keys[KeyId]);

    /// <summary>Signs with a key that may be another's, in the name of this issuer's.</summary>
    public string Sign(JsonObject claims, RSA key, JsonObject? header = null)
    {
        header ??= new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "JWT" };
        var signed = $"{Part(header.ToJsonString())}.{Part(claims.ToJsonString())}";
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The key as it is published, in the form that a library would take for a secret.</summary>
    public byte[] PublicKey => Encoding.ASCII.GetBytes(keys[KeyId].ExportRSAPublicKeyPem());

    public static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public async ValueTask DisposeAsync()
    {
        DisposeKeys();
        await app.DisposeAsync();
    }

    private JsonObject Published() => new()
    {
        ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject
        {
            ["kid"] = key.Key,
            ["kty"] = "RSA",
            ["alg"] = "RS256",
            ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(key.Value.ExportParameters(false).Modulus),
            ["e"] = Base64Url.EncodeToString(key.Value.ExportParameters(false).Exponent),
        })]),
    };

    private IResult Answer(JsonObject document) =>
        IsAway ? Results.StatusCode(503) : Results.Text(document.ToJsonString(), "application/json");

    private void DisposeKeys()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }

        keys.Clear();
    }
}

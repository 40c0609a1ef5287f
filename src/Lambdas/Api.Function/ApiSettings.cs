using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Function;

/// <summary>What the API's function is told by its environment.</summary>
internal sealed record ApiSettings(AwsOptions Aws, ApiOptions Api)
{
    // What fits an event when it travels as base64; larger files go directly to the bucket.
    private const long DirectUploadsOver = 4 << 20;

    private const int ShortestSecret = 32;

    /// <exception cref="SettingsException">With a sentence for every mistake.</exception>
    public static ApiSettings Read(SettingReader settings)
    {
        var aws = StageSettings.Read(settings);
        var publicUrl = settings.Address("PUBLIC_URL");
        if (publicUrl is null)
        {
            settings.Required("PUBLIC_URL", "links need the address people reach the platform at");
        }

        var secret = settings.Required("ORIGIN_SECRET", "anybody could go past the CDN and pretend an address");
        if (secret.Length is > 0 and < ShortestSecret)
        {
            settings.Mistake(
                $"{SettingReader.Prefix}ORIGIN_SECRET has {secret.Length} characters; below {ShortestSecret} "
                + "it can be guessed.");
        }

        var adminToken = settings.Text("ADMIN_TOKEN");
        if (adminToken.Length is > 0 and < ShortestSecret)
        {
            settings.Mistake(
                $"{SettingReader.Prefix}ADMIN_TOKEN has {adminToken.Length} characters; below {ShortestSecret} "
                + "it can be guessed.");
        }

        var issuer = ReadIssuer(settings);
        var origins = settings.List("CORS");
        foreach (var origin in origins.Where(origin => !IsOrigin(origin)))
        {
            settings.Mistake(
                $"{SettingReader.Prefix}CORS has '{origin}'; it takes origins such as https://parent.example.");
        }

        var onboarding = settings.OneOf("ONBOARDING", Onboarding.Approval);
        settings.Check();
        return new ApiSettings(aws, new ApiOptions
        {
            PublicUrl = publicUrl!.AbsoluteUri.EndsWith('/') ? publicUrl : new Uri(publicUrl.AbsoluteUri + "/"),
            Onboarding = onboarding,
            CorsOrigins = origins,
            AdminToken = adminToken.Length > 0 ? adminToken : null,
            Oidc = issuer,
            DirectUploadsOver = DirectUploadsOver,
            Proxy = new ProxyOptions(ProxyHeaders.Secret, secret, ProxyHeaders.Address) { HasPort = true },
        });
    }

    private static OidcOptions? ReadIssuer(SettingReader settings)
    {
        const string authority = "OIDC_AUTHORITY";
        const string client = "OIDC_CLIENT_ID";
        var (address, id) = (settings.Address(authority), settings.Text(client));
        if (settings.Text(authority).Length == 0 != (id.Length == 0))
        {
            settings.Mistake($"{SettingReader.Prefix}{authority} and {client} go together; one of them is missing.");
        }
        else if (address is { Scheme: not "https", IsLoopback: false })
        {
            settings.Mistake(
                $"{SettingReader.Prefix}{authority} is '{address}'; it has to be https, or anybody on the way could "
                + "say who is an admin.");
        }

        // As it was written: tokens name their issuer to the letter.
        return address is null || id.Length == 0 ? null : new OidcOptions(settings.Text(authority), id);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.GetLeftPart(UriPartial.Authority) == text;
}

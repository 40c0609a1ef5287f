using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Sockets.Function;

/// <summary>What the sockets' function is told by its environment.</summary>
/// <param name="GreetQueue">The queue that leads back to this function.</param>
/// <param name="Host">Host and port clients address, which pages of our own come from.</param>
/// <param name="OriginSecret">What the CDN sends with every handshake.</param>
internal sealed record SocketsSettings(
    AwsOptions Aws, SocketOptions Sockets, Uri GreetQueue, string Host, string OriginSecret)
{
    private const int ShortestSecret = 32;

    /// <exception cref="SettingsException">With a sentence for every mistake.</exception>
    public static SocketsSettings Read(SettingReader settings)
    {
        var aws = StageSettings.Read(settings);
        settings.Required("PUBLIC_URL", "pages of our own are known by the address people reach the platform at");
        settings.Required("GREET_QUEUE_URL", "sockets that are let in would never be greeted");
        var (publicUrl, queue) = (settings.Address("PUBLIC_URL"), settings.Address("GREET_QUEUE_URL"));
        var secret = settings.Required("ORIGIN_SECRET", "anybody could go past the CDN");
        if (secret.Length is > 0 and < ShortestSecret)
        {
            settings.Mistake(
                $"{SettingReader.Prefix}ORIGIN_SECRET has {secret.Length} characters; below {ShortestSecret} "
                + "it can be guessed.");
        }

        var options = new SocketOptions { AllowedOrigins = settings.List("CORS") };
        settings.Check();
        return new SocketsSettings(aws, options, queue!, publicUrl!.Authority, secret);
    }
}

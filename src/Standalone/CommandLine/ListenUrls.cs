namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>Reads where to listen.</summary>
internal static class ListenUrls
{
    private static readonly Uri Default = new("http://127.0.0.1:8000/");

    /// <param name="value">The setting; <see langword="null"/> when it was not given.</param>
    /// <exception cref="SettingException">It names no address, or one that cannot be listened at.</exception>
    public static IReadOnlyList<Uri> Read(string? value) => value switch
    {
        null => [Default],
        _ when StandaloneSettings.Parts(value) is { Length: > 0 } given => [.. given.Select(Plain)],
        _ => throw new SettingException($"--urls names no address; give one such as {Example}, or leave it out."),
    };

    private static string Example => Default.GetLeftPart(UriPartial.Authority);

    private static Uri Plain(string value)
    {
        var url = StandaloneSettings.HttpUrl(Setting.Urls, value);
        if (url.Scheme != Uri.UriSchemeHttp)
        {
            throw new SettingException(
                $"--urls has '{url}'; this host speaks plain http. "
                + "Put TLS in front and name that address with --public-url.");
        }

        return url is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? url
            : throw new SettingException(
                $"--urls has '{value}'; it takes scheme, host and port only, such as {Example}.");
    }
}

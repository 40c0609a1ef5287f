namespace TmuxBuilder.Core.Portal;

/// <summary>The portal's pages: where each is, what they may load, and who may show one in a frame.</summary>
/// <remarks>The build of <c>portal</c> writes them; a host and the CDN serve them by the same rules.</remarks>
public static class PortalPage
{
    /// <summary>The page that other sites may have in a frame: at the root, asked for with <c>embed=true</c>.</summary>
    public const string Embed = "embed.html";

    /// <summary>The file that each route serves, its own name beside it.</summary>
    public static IReadOnlyDictionary<string, string> Routes { get; } = new Dictionary<string, string>
    {
        ["/"] = "admin.html",
        ["/client"] = "client.html",
        ["/client_input"] = "onboarding.html",
        ["/onboard"] = "onboarding.html",
    };

    /// <summary>The content security policy of a page, but for whose frames it may be in.</summary>
    /// <param name="reached">What scripts may speak to beside the page's own host, as sources of the policy.</param>
    public static string Policy(params IEnumerable<string> reached) =>

        // An avatar may be any https picture; it is asked for without a referrer.
        $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src {Sources(reached)}; font-src 'self'; "
            + "img-src 'self' https:; manifest-src 'self'; base-uri 'none'; form-action 'self';";

    /// <summary>Whose frames a page may be in: nobody's, but for <see cref="Embed"/>.</summary>
    /// <param name="parents">The origins of the sites that show sessions in frames.</param>
    public static string Ancestors(bool isEmbed, IEnumerable<string> parents) => isEmbed ? Sources(parents) : "'none'";

    private static string Sources(IEnumerable<string> others) => string.Join(' ', ["'self'", .. others]);
}

using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Tells whether an address is one of a site's.</summary>
internal static class SiteAddresses
{
    extension(Site site)
    {
        /// <summary>Whether the address leads to the site, whichever of its pages it names.</summary>
        public bool IsAt(Uri address) =>
            Uri.TryCreate(site.Url, UriKind.Absolute, out var url)
            && Uri.Compare(
                url, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
                == 0;
    }
}

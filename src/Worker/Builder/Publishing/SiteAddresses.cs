using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Tells whether an address is one of a site's, and where that is.</summary>
internal static class SiteAddresses
{
    private const string OfThisMachine = ".localhost";

    extension(Site site)
    {
        /// <summary>Whether this machine itself serves it.</summary>
        public bool IsOfThisMachine =>
            new Uri(site.Url).Host.EndsWith(OfThisMachine, StringComparison.OrdinalIgnoreCase);

        /// <summary>Whether the address leads to the site, whichever of its pages it names.</summary>
        public bool IsAt(Uri address) =>
            Uri.TryCreate(site.Url, UriKind.Absolute, out var url)
            && Uri.Compare(
                url, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
                == 0;
    }
}

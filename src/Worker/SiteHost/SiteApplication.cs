using Microsoft.AspNetCore.Builder;

namespace TmuxBuilder.SiteHost;

/// <summary>Puts the sites into a host's pipeline.</summary>
public static class SiteApplication
{
    extension(IApplicationBuilder app)
    {
        /// <summary>
        /// Serves sites by host name and lets every other host pass. It comes first in the pipeline: nothing after it
        /// is reachable from a site's origin.
        /// </summary>
        public IApplicationBuilder UseSites(SiteHostOptions options)
        {
            var hosts = new SiteHostNames(options.Domain);
            var catalog = new SiteCatalog(options.SitesFolder, options.Time);
            var server = new SiteServer();
            return app.Use((context, next) => hosts.Find(context.Request.Host.Host) switch
            {
                { IsSite: false } => next(context),
                { Bucket: { } bucket } => server.ServeAsync(context, catalog.Find(bucket)),
                _ => server.ServeAsync(context, null),
            });
        }
    }
}

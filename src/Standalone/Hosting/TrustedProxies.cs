using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using IPNetwork = System.Net.IPNetwork;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>
/// What a proxy in front says of a client is believed only from proxies that were named: everything that is counted by
/// address, and whether a cookie may go over a line that is not encrypted, follows from it.
/// </summary>
internal static partial class TrustedProxies
{
    private const string StrictTransport = "max-age=31536000";

    /// <summary>The host's first step.</summary>
    public static void UseProxies(this WebApplication app, IReadOnlyList<IPNetwork> trusted)
    {
        if (trusted.Count > 0)
        {
            app.UseForwardedHeaders(Believing(trusted));
        }
        else
        {
            app.Use(WarnOnce(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TrustedProxies))));
        }

        app.Use(async (context, next) =>
        {
            if (context.Request.IsHttps)
            {
                context.Response.Headers.StrictTransportSecurity = StrictTransport;
            }

            await next(context);
        });
    }

    private static ForwardedHeadersOptions Believing(IReadOnlyList<IPNetwork> trusted)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        // The framework's own choice is this machine, where anybody may listen and ask.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    /// <summary>
    /// A proxy that nobody named makes one client of all, which shows only when the limits of one are met.
    /// </summary>
    private static Func<HttpContext, RequestDelegate, Task> WarnOnce(ILogger logger)
    {
        var warned = 0;
        return (context, next) =>
        {
            if (context.Request.Headers.ContainsKey("X-Forwarded-For") && Interlocked.Exchange(ref warned, 1) == 0)
            {
                LogNotBelieved(logger, context.Connection.RemoteIpAddress);
            }

            return next(context);
        };
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Address} sends X-Forwarded-For and is not believed, so all who come through it count as one; if it is a proxy"
        + " of yours, name it with --trusted-proxies")]
    private static partial void LogNotBelieved(ILogger logger, IPAddress? address);
}

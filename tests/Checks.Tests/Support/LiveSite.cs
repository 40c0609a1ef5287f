using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.SiteHost;

namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>A site that is served at an address of this machine, beside others that are none of its business.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private LiveSite(WebApplication app) => this.app = app;

    /// <summary>Hosts and paths of all requests that came.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public Uri Url => new($"http://{CheckWorld.Host}:{Port}/");

    public int Port { get; private set; }

    public CheckTarget Target(string folder) => new CheckTarget.Address(Url, folder, [CheckWorld.Host]);

    /// <param name="answer">Answers what the release shall not; says whether it did.</param>
    public static async Task<LiveSite> StartAsync(string folder, Func<HttpContext, bool> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging();
        var app = builder.Build();
        var site = new LiveSite(app);
        var files = new ReleaseFiles(folder, TimeProvider.System);
        app.Run(context =>
        {
            site.Requests.Enqueue($"{context.Request.Host} {context.Request.Path}");
            return answer(context) ? Task.CompletedTask : files.ServeAsync(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        site.Port = new Uri(addresses.Addresses.Single()).Port;
        return site;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TmuxBuilder.SiteHost;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>
/// Loads every site again and again as a browser does: the page, then all the page names. It has a site host of its
/// own, on the same folder, which lives on when the host under test dies.
/// </summary>
internal sealed partial class SiteVisitor : IAsyncDisposable
{
    private const int Parts = 3;

    // So that the hosts that are watched get the machine, too.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly string sites;
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, int> visits = new();
    private Task visiting = Task.CompletedTask;

    private SiteVisitor(string dataFolder)
    {
        sites = Path.Combine(dataFolder, "sites");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseSites(new SiteHostOptions { SitesFolder = sites });
        app.Run(context => context.Response.WriteAsync("no site"));
    }

    /// <summary>The sites that were seen, each with the number of times it was seen whole.</summary>
    public IReadOnlyDictionary<string, int> Visits => visits;

    public static async Task<SiteVisitor> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var visitor = new SiteVisitor(dataFolder);
        await visitor.app.StartAsync(cancellationToken);
        visitor.visiting = Task.Run(() => visitor.VisitAsync(visitor.stop.Token), cancellationToken);
        return visitor;
    }

    /// <summary>The site's front page.</summary>
    public async Task<string> FrontAsync(string bucket, CancellationToken cancellationToken)
    {
        var (status, page) = await GetAsync(bucket, "/", cancellationToken);
        Assert.Equal(HttpStatusCode.OK, status);
        return page;
    }

    /// <summary>Ends the visits; throws what they met that no visitor may meet.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await visiting;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await visiting.ContinueWith(_ => { }, TaskScheduler.Default);
        http.Dispose();
        stop.Dispose();
        await app.DisposeAsync();
    }

    private async Task VisitAsync(CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(Pace);
        try
        {
            while (await pace.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var bucket in Directory.Exists(sites) ? Directory.GetDirectories(sites) : [])
                {
                    await VisitAsync(Path.GetFileName(bucket), cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private async Task VisitAsync(string bucket, CancellationToken cancellationToken)
    {
        var (status, page) = await GetAsync(bucket, "/", cancellationToken);
        if (status == HttpStatusCode.NotFound && !visits.ContainsKey(bucket))
        {
            // Nothing was published there yet.
            return;
        }

        Assert.True(
            status == HttpStatusCode.OK, $"{bucket} was {status} after {visits.GetValueOrDefault(bucket)} visits");
        var version = VersionPattern().Match(page).Value;
        var parts = PartPattern().Matches(page).Select(match => match.Groups["path"].Value).ToList();
        Assert.True(version.Length > 0 && parts.Count == Parts, $"No whole page: {page}");
        foreach (var path in parts)
        {
            var (found, part) = await GetAsync(bucket, path, cancellationToken);
            var isRight = found == HttpStatusCode.OK
                && (!path.EndsWith(".js", StringComparison.Ordinal)
                    || part.Contains($"'{version}'", StringComparison.Ordinal));
            Assert.True(isRight, $"{path} of {bucket}, {version}, was {found}: {part}");
        }

        visits.AddOrUpdate(bucket, 1, (_, times) => times + 1);
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(
        string bucket, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path));
        request.Headers.Host = bucket + ".localhost";
        using var answer = await http.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    [GeneratedRegex("version [0-9]+")]
    private static partial Regex VersionPattern();

    [GeneratedRegex("(?:src|href)=\"(?<path>[^\"]+)\"")]
    private static partial Regex PartPattern();
}

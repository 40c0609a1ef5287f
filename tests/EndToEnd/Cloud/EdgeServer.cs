using System.Collections.Concurrent;
using System.Net;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TmuxBuilder.EndToEnd.Cloud;

/// <summary>
/// The CDN on this machine: a distribution at <c>d1.cloudfront.net</c> is served at <c>d1.localhost</c>, from what its
/// configuration names, once it is deployed.
/// </summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    private readonly AmazonS3Client buckets = new();
    private readonly AmazonCloudFrontClient distributions = new();
    private readonly WebApplication app;

    private EdgeServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public int Port => new Uri(app.Urls.Single()).Port;

    /// <summary>What was asked for, as <c>host/path</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<EdgeServer> StartAsync(CancellationToken cancellationToken)
    {
        var edge = new EdgeServer();
        await edge.app.StartAsync(cancellationToken);
        return edge;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        buckets.Dispose();
        distributions.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        Asked.Enqueue($"{context.Request.Host.Host}{context.Request.Path}");
        var found = await FindAsync(context.Request.Host.Host.Split('.')[0], context.RequestAborted);
        if (found is not { Status: "Deployed", Enabled: true } || found.Origins.Items is not [var origin])
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var path = context.Request.Path.Value!.TrimStart('/');
        var request = new GetObjectRequest
        {
            BucketName = origin.DomainName.Split('.')[0],
            Key = $"{origin.OriginPath.TrimStart('/')}/{(path.Length > 0 ? path : "index.html")}",
        };
        try
        {
            using var file = await buckets.GetObjectAsync(request, context.RequestAborted);
            context.Response.ContentType = file.Headers.ContentType;
            await file.ResponseStream.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode is HttpStatusCode.NotFound)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task<DistributionSummary?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var all = await distributions.ListDistributionsAsync(new ListDistributionsRequest(), cancellationToken);
        return all.DistributionList.Items?.Find(
            one => one.DomainName.StartsWith($"{name}.", StringComparison.Ordinal));
    }
}

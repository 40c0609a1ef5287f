using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Publish;

/// <summary>A frame that is handed over for a client's socket, until API Gateway has the call.</summary>
internal static class PostBench
{
    private const int WarmUp = 100;
    private const int Posts = 1000;

    // Events of an agent, not a flood.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("post");
        var arrived = Channel.CreateUnbounded<long>();
        await using var gateway = await GatewayAsync(arrived.Writer, cancellationToken);
        BenchAccount.Use(new Uri(gateway.Urls.First()));
        await using var services = Services(folders.New("post"), new Uri($"{gateway.Urls.First()}/live"));
        var channel = services.GetRequiredService<IClientChannel>();
        var session = SessionId.New("bench@example.com", TimeProvider.System);
        var connection = new Connection(
            "bench=", session, Role.Client, session.Value, Live: true, TimeProvider.System.GetUtcNow());
        var text = "{\"type\":\"status\",\"message\":\"Half way\"}"u8.ToArray();
        var times = new Samples();
        for (var number = 0; number < WarmUp + Posts; number++)
        {
            await Task.Delay(Rest, TimeProvider.System, cancellationToken);
            var start = Stopwatch.GetTimestamp();
            await channel.PostAsync(connection, [new Frame(number, text)], cancellationToken);
            var at = await arrived.Reader.ReadAsync(cancellationToken);
            if (number >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(start, at));
            }
        }

        report.Add("frame handed over to post received, p50", "ms", times.Median, 3);
        report.Add("frame handed over to post received, p99", "ms", times.Quantile(0.99));
    }

    private static async Task<WebApplication> GatewayAsync(
        ChannelWriter<long> arrived, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var at = Stopwatch.GetTimestamp();
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await arrived.WriteAsync(at, context.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static ServiceProvider Services(string dataFolder, Uri endpoint) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = dataFolder, SiteBase = () => new Uri("http://localhost/") })
        .AddAwsChannel(new AwsOptions
        {
            Region = BenchAccount.Region,
            Account = BenchAccount.Number,
            Sockets = new SocketOptions { Endpoint = endpoint },
        })
        .BuildServiceProvider();
}

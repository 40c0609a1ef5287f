using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>Takes spans as a collector does: OTLP over HTTP, in protobuf.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<Span> spans = [];
    private readonly SemaphoreSlim came = new(0);
    private readonly WebApplication app;

    private SpanCollector(WebApplication app) => this.app = app;

    /// <summary>What a program is told to send its spans here, and soon.</summary>
    public Dictionary<string, string?> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    public static async Task<SpanCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new SpanCollector(builder.Build());
        collector.app.MapPost("/v1/traces", collector.TakeAsync);
        await collector.app.StartAsync(cancellationToken);
        return collector;
    }

    /// <summary>The spans of a trace, once one of that name is among them.</summary>
    public async Task<IReadOnlyList<Span>> UntilAsync(string trace, string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = spans.Where(span => span.Trace == trace).ToList();
            if (found.Any(span => span.Name == name))
            {
                return found;
            }

            Assert.True(
                await came.WaitAsync(Patience, cancellationToken),
                $"No span {name}, only {string.Join(", ", found.Select(span => span.Name))}.");
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        foreach (var resource in Parts(body.ToArray(), 1))
        {
            foreach (var scope in Parts(resource, 2))
            {
                foreach (var span in Parts(scope, 2))
                {
                    spans.Add(new Span(Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5)));
                }
            }
        }

        came.Release();
    }

    private static string Hex(byte[] message, int field) =>
        Convert.ToHexStringLower(Parts(message, field).FirstOrDefault() ?? []);

    private static string Text(byte[] message, int field) =>
        System.Text.Encoding.UTF8.GetString(Parts(message, field).FirstOrDefault() ?? []);

    /// <summary>The parts of a protobuf message by a field's number: those that have a length.</summary>
    private static List<byte[]> Parts(byte[] message, int wanted)
    {
        var (parts, at) = (new List<byte[]>(), 0);
        while (at < message.Length)
        {
            var key = Number();
            switch (key & 7)
            {
                case 0:
                    Number();
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Number();
                    if (key >> 3 == wanted)
                    {
                        parts.Add(message[at..(at + length)]);
                    }

                    at += length;
                    break;
            }
        }

        return parts;

        long Number()
        {
            var (value, shift) = (0L, 0);
            while (true)
            {
                var next = message[at++];
                value |= (long)(next & 0x7f) << shift;
                shift += 7;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }

    /// <param name="Parent">Empty for the first of a trace.</param>
    public sealed record Span(string Trace, string Id, string Parent, string Name);
}

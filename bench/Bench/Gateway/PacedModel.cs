using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>A model that streams words at an even pace, as long as anybody listens.</summary>
internal sealed class PacedModel : IAsyncDisposable
{
    /// <summary>Between two events of a stream: 20 a second, each of a few words, which is a fast model.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private const string Start =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
        + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\",\"content\":[],"
        + "\"usage\":{\"input_tokens\":120,\"cache_read_input_tokens\":1000,\"output_tokens\":1}}}\n\n";

    private const string Words =
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"a few words of an answer\"}}\n\n";

    private readonly WebApplication app;

    private PacedModel(WebApplication app) => this.app = app;

    public Uri BaseAddress => new(app.Urls.Single());

    public static async Task<PacedModel> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        return new PacedModel(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await context.Response.WriteAsync(Start, context.RequestAborted);
            using var pace = new PeriodicTimer(Pace, TimeProvider.System);
            while (await pace.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(Words, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }
}

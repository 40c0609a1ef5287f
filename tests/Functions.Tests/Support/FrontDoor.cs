using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Api.Function;

namespace TmuxBuilder.Functions.Tests.Support;

/// <summary>
/// CDN and gateway before the API's function, on this machine: one call at a time, as a function has it.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly RunningHost function;
    private readonly WebApplication app;

    private FrontDoor(Stage stage)
    {
        function = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public Uri Url => new(app.Urls.Single());

    public static async Task<FrontDoor> OpenAsync(Stage stage)
    {
        var door = new FrontDoor(stage);
        await door.app.StartAsync(TestContext.Current.CancellationToken);
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        function.Dispose();
        turn.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var request = Stage.Request(
            context.Request.Method,
            context.Request.Path.Value!,
            text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : null);
        request["rawQueryString"] = context.Request.QueryString.Value!.TrimStart('?');
        request["headers"]!["authorization"] = context.Request.Headers.Authorization.ToString();
        await turn.WaitAsync(context.RequestAborted);
        JsonNode answer;
        try
        {
            answer = function.Api.Invoke(request.Bytes()).Json;
        }
        finally
        {
            turn.Release();
        }

        context.Response.StatusCode = (int)answer["statusCode"]!;
        await context.Response.WriteAsync((string?)answer["body"] ?? "", context.RequestAborted);
    }
}

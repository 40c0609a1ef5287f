using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Bench.Portal;

/// <summary>
/// Pages without an application, which tell a slow machine from a slow page: one that holds its text, and one that
/// shows it once the same files as the dashboard's are there, none of which runs.
/// </summary>
internal sealed class FloorPages : IAsyncDisposable
{
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "portal");

    private readonly WebApplication server;

    private FloorPages(WebApplication server) => this.server = server;

    public Uri Text => new(new Uri(server.Urls.First()), "/text");

    public Uri Files => new(new Uri(server.Urls.First()), "/files");

    /// <param name="text">The largest text of the dashboard.</param>
    /// <param name="files">The paths of what the dashboard fetches of the portal.</param>
    public static async Task<FloorPages> StartAsync(
        string text, IReadOnlyCollection<string> files, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/text", () => Page($"<p>{text}</p>"));
        server.MapGet("/files", () => Page(
            $$"""
            <p></p>
            <script>
            const read = (file) => fetch(file).then((answer) => answer.arrayBuffer());
            Promise.all({{JsonSerializer.Serialize(files)}}.map(read)).then(() => {
              document.querySelector('p').textContent = {{JsonSerializer.Serialize(text)}};
            });
            </script>
            """));
        foreach (var file in files)
        {
            server.MapGet(file, (HttpContext context) =>
            {
                context.Response.Headers.ContentEncoding = "br";
                return TypedResults.PhysicalFile(Path.Combine(Built, file.TrimStart('/') + ".br"));
            });
        }

        await server.StartAsync(cancellationToken);
        return new FloorPages(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static ContentHttpResult Page(string body) =>
        TypedResults.Text($"<!doctype html><html lang=en><title>Floor</title>{body}</html>", "text/html");
}

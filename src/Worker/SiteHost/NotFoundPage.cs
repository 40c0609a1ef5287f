using Microsoft.AspNetCore.Http;

namespace TmuxBuilder.SiteHost;

/// <summary>The page that stands where none is.</summary>
internal static class NotFoundPage
{
    public static Task SendAsync(HttpContext context, string title, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 30rem; padding: 0 1rem }
              body { color: #333; background: #fafafa }
              @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1a1a1a } }
            </style>
            <h1>{{title}}</h1>
            <p>{{sentence}}</p>
            </html>

            """;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync(page, context.RequestAborted);
    }
}

using System.Collections.Concurrent;
using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>One person's browser at the portal.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    public Visit(IPage page)
    {
        Page = page;
        page.Console += (_, said) =>
        {
            // A call that is refused on purpose is told to the console by the browser itself.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Enqueue($"{said.Text} ({said.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Keeps a picture, holds the page to what everybody must be able to use, and to no complaints.</summary>
    public async Task SeenAsync(string name)
    {
        await Page.SeeAsync(name);
        Assert.Empty(complaints);
    }

    /// <summary>A session's row of the list.</summary>
    public ILocator Row(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name }).First;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}

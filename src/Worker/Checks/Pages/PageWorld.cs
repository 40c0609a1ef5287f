using System.Text.Json;
using Microsoft.Playwright;

namespace TmuxBuilder.Checks.Pages;

/// <summary>
/// A script world beside a page's own: it sees the same elements, and the page cannot change what its functions do.
/// </summary>
internal sealed class PageWorld(ICDPSession session)
{
    private const string Name = "tmux-builder";
    private const int MaxListeners = 150;

    private static readonly HashSet<string> Pressing = new(StringComparer.Ordinal)
    {
        "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "keydown",
    };

    private long context;

    /// <summary>Opens the world of the document that is shown now; the one before goes with its document.</summary>
    public async Task OpenAsync()
    {
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync(
            "Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = Name });
        context = world!.Value.GetProperty("executionContextId").GetInt64();
        await CallAsync(Resources.Text("page.js"));
    }

    /// <summary>Evaluates an expression, as if a visitor had clicked, and returns the text it gives.</summary>
    /// <exception cref="PlaywrightException">The document went away, or the expression failed.</exception>
    public async Task<string> CallAsync(string expression)
    {
        var answer = await session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["contextId"] = context,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
            ["userGesture"] = true,
        });
        if (answer!.Value.TryGetProperty("exceptionDetails", out var failure))
        {
            throw new PlaywrightException(failure.ToString());
        }

        return answer.Value.GetProperty("result").TryGetProperty("value", out var value) ? value.GetString() ?? "" : "";
    }

    /// <summary>Has the world know which elements something listens to when they are pressed.</summary>
    public async Task FindListenersAsync()
    {
        foreach (var target in (string[])["document", "window"])
        {
            var found = await session.SendAsync("Runtime.evaluate", new() { ["expression"] = target });
            var id = found!.Value.GetProperty("result").GetProperty("objectId").GetString()!;
            var listeners = await session.SendAsync(
                "DOMDebugger.getEventListeners", new() { ["objectId"] = id, ["depth"] = -1, ["pierce"] = true });
            var pressed = listeners!.Value.GetProperty("listeners").EnumerateArray()
                .Where(listener => Pressing.Contains(listener.GetProperty("type").GetString()!))
                .ToList();
            if (target == "window" && pressed.Count > 0)
            {
                await CallAsync("tb.listens(window)");
                continue;
            }

            await MarkAsync(pressed);
        }
    }

    private async Task MarkAsync(List<JsonElement> listeners)
    {
        var nodes = listeners
            .Select(listener => listener.TryGetProperty("backendNodeId", out var id) ? id.GetInt64() : 0)
            .Where(id => id > 0)
            .Distinct()
            .Take(MaxListeners);
        foreach (var node in nodes)
        {
            var element = await session.SendAsync(
                "DOM.resolveNode", new() { ["backendNodeId"] = node, ["executionContextId"] = context });
            await session.SendAsync("Runtime.callFunctionOn", new()
            {
                ["objectId"] = element!.Value.GetProperty("object").GetProperty("objectId").GetString()!,
                ["functionDeclaration"] = "function () { return tb.listens(this); }",
            });
        }
    }
}

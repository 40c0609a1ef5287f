using System.Text.Json;
using Microsoft.Playwright;

namespace TmuxBuilder.Checks.Pages;

/// <summary>
/// A script world beside a page's own: it sees the same elements, and the page cannot change what its functions do.
/// </summary>
internal sealed class PageWorld(ICDPSession session)
{
    private const string Name = "tmux-builder";
    private const int MaxListeners = 600;

    private static readonly string[] Scripts = ["page.js", "controls.js", "forms.js"];
    private static readonly HashSet<string> Pressing = new(StringComparer.Ordinal)
    {
        "click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend", "keydown",
    };

    private static readonly HashSet<string> Moving = new(StringComparer.Ordinal) { "hashchange", "popstate" };

    private long context;

    /// <summary>Opens the world of the document that is shown now; the one before goes with its document.</summary>
    public async Task OpenAsync()
    {
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync(
            "Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = Name });
        context = world!.Value.GetProperty("executionContextId").GetInt64();
        foreach (var script in Scripts)
        {
            await CallAsync($"{Resources.Text(script)};''");
        }
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
            throw new PlaywrightException(DescriptionOf(failure));
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
            var kinds = listeners!.Value.GetProperty("listeners").EnumerateArray()
                .ToLookup(listener => listener.GetProperty("type").GetString()!, NodeOf);
            var pressed = kinds.Where(kind => Pressing.Contains(kind.Key)).SelectMany(kind => kind).ToHashSet();
            if (target == "window" && kinds.Any(kind => Moving.Contains(kind.Key)))
            {
                await CallAsync("tb.listensToAddress()");
            }

            // Among more than are looked at, only pressing tells which of them hears.
            if (pressed.Count > 0 && (target == "window" || pressed.Count > MaxListeners))
            {
                await CallAsync($"tb.listens({target})");
            }

            if (target == "document")
            {
                await Task.WhenAll(pressed.Where(node => node > 0).Take(MaxListeners).Select(MarkAsync));
            }
        }
    }

    private static string DescriptionOf(JsonElement failure) =>
        failure.TryGetProperty("exception", out var thrown) && thrown.TryGetProperty("description", out var description)
            ? description.GetString() ?? ""
            : failure.GetProperty("text").GetString() ?? "";

    private static long NodeOf(JsonElement listener) =>
        listener.TryGetProperty("backendNodeId", out var id) ? id.GetInt64() : 0;

    private async Task MarkAsync(long node)
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

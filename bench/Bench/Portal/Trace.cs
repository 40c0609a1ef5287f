using System.Text.Json;
using Microsoft.Playwright;

namespace TmuxBuilder.Bench.Portal;

/// <summary>What the browser did from one moment to another, as its developer tools open it.</summary>
internal sealed class Trace
{
    private const string Categories =
        "devtools.timeline,disabled-by-default-devtools.timeline,v8,disabled-by-default-v8.compile,loading";

    private readonly ICDPSession devtools;
    private readonly TaskCompletionSource<string> complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Trace(ICDPSession devtools) => this.devtools = devtools;

    public static async Task<Trace> StartAsync(ICDPSession devtools)
    {
        var trace = new Trace(devtools);
        devtools.Event("Tracing.tracingComplete").OnEvent += (_, told) =>
            trace.complete.TrySetResult(told!.Value.GetProperty("stream").GetString()!);
        await devtools.SendAsync("Tracing.start", new Dictionary<string, object>
        {
            ["categories"] = Categories,
            ["transferMode"] = "ReturnAsStream",
        });
        return trace;
    }

    /// <summary>Ends it, and writes what was seen into a file.</summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        await devtools.SendAsync("Tracing.end");
        var stream = await complete.Task.WaitAsync(cancellationToken);
        await using var output = new StreamWriter(file);
        JsonElement part;
        do
        {
            var read = await devtools.SendAsync("IO.read", new Dictionary<string, object> { ["handle"] = stream });
            part = read!.Value;
            await output.WriteAsync(part.GetProperty("data").GetString());
        }
        while (!part.GetProperty("eof").GetBoolean());
    }
}

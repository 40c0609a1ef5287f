using System.Diagnostics;
using System.Text.Json.Nodes;
using TmuxBuilder.EndToEnd.Harness;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd.Cloud;

/// <summary>A published function in a process of its own, spoken to through the Runtime API.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private readonly RuntimeApi api = new();
    private readonly Process process;

    public FunctionProcess(string name, IReadOnlyDictionary<string, string> settings)
    {
        var bootstrap = Path.Combine(Repository.Root, "artifacts", "functions", name, "bootstrap");
        Assert.True(File.Exists(bootstrap), $"There is no {bootstrap}: run ./publish functions once.");
        var start = new ProcessStartInfo(bootstrap) { WorkingDirectory = Path.GetDirectoryName(bootstrap) };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        process = Process.Start(start)!;
    }

    public JsonNode? Invoke(JsonNode happened)
    {
        var outcome = api.Invoke(happened.ToJsonString());
        Assert.False(outcome.IsError, outcome.Text);
        return JsonNode.Parse(outcome.Body);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        api.Dispose();
    }
}

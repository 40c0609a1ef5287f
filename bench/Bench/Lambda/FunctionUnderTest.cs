using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>A built bootstrap in a process of its own, spoken to through the Runtime API.</summary>
internal sealed class FunctionUnderTest : IDisposable
{
    private readonly RuntimeApi api = new();
    private readonly Process process;
    private readonly long started = Stopwatch.GetTimestamp();

    public FunctionUnderTest(string bootstrap) => process = Process.Start(new ProcessStartInfo(bootstrap)
    {
        WorkingDirectory = Path.GetDirectoryName(bootstrap),
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
            ["AWS_LAMBDA_FUNCTION_NAME"] = "bench",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "1024",
            ["_HANDLER"] = "bootstrap",
            ["DOTNET_GCgen0size"] = "0x200000",
        },
    }) ?? throw new InvalidOperationException($"{bootstrap} did not start.");

    public double ResidentMegabytes => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan AnswerFirst(byte[] json)
    {
        Check(api.Invoke(json));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>From an event to its answer, the function waiting already.</summary>
    public TimeSpan Answer(byte[] json)
    {
        api.AwaitNext();
        var start = Stopwatch.GetTimestamp();
        var outcome = api.Invoke(json);
        var time = Stopwatch.GetElapsedTime(start);
        Check(outcome);
        return time;
    }

    /// <summary>What the function has used of the processor, the function waiting again.</summary>
    public TimeSpan Used()
    {
        api.AwaitNext();
        return ProcessorTime.Total(process.Id);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        api.Dispose();
    }

    private static void Check(Outcome outcome)
    {
        if (outcome.IsError || JsonNode.Parse(outcome.Body)?["statusCode"]?.GetValue<int>() != 200)
        {
            throw new InvalidOperationException($"The function answered: {outcome.Text}");
        }
    }
}

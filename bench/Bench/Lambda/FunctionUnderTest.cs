using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>A built bootstrap in a process of its own, spoken to through the Runtime API.</summary>
/// <param name="bootstrap">Its file.</param>
/// <param name="settings">What its environment holds beside what the service puts there.</param>
internal sealed class FunctionUnderTest(string bootstrap, IReadOnlyDictionary<string, string>? settings = null)
    : IDisposable
{
    private readonly RuntimeApi api = new();
    private readonly long started = Stopwatch.GetTimestamp();
    private Process? running;

    private Process Running => running ??= Start();

    /// <summary>All that is mapped of it, what it shares with others included.</summary>
    public double ResidentMegabytes => Megabytes("VmRSS:");

    /// <summary>What of that it has written to.</summary>
    public double UnsharedMegabytes => Megabytes("RssAnon:");

    /// <summary>The bootstrap that an environment variable names.</summary>
    public static string Named(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} names no bootstrap; bench/run builds one.");

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan AnswerFirst(byte[] json, int status = 200)
    {
        _ = Running;
        Check(api.Invoke(json), status);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>From an event to its answer, the function waiting already.</summary>
    public TimeSpan Answer(byte[] json)
    {
        api.AwaitNext();
        var start = Stopwatch.GetTimestamp();
        var outcome = api.Invoke(json);
        var time = Stopwatch.GetElapsedTime(start);
        Check(outcome, 200);
        return time;
    }

    /// <summary>What the function has used of the processor, the function waiting again.</summary>
    public TimeSpan Used()
    {
        api.AwaitNext();
        return ProcessorTime.Total(Running.Id);
    }

    public void Dispose()
    {
        Running.Kill();
        Running.WaitForExit();
        Running.Dispose();
        api.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(bootstrap)
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
            },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{bootstrap} did not start.");
    }

    private double Megabytes(string field) => double.Parse(
        File.ReadLines($"/proc/{Running.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    private static void Check(Outcome outcome, int status)
    {
        if (outcome.IsError || JsonNode.Parse(outcome.Body)?["statusCode"]?.GetValue<int>() != status)
        {
            throw new InvalidOperationException($"The function answered: {outcome.Text}");
        }
    }
}

using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

(string Name, string Parts, Func<string, bool> IsPart, Func<Report, string?, CancellationToken, Task> RunAsync)[] benches =
[
    ("api", ApiBench.Parts, ApiBench.IsPart, ApiBench.RunAsync),
    ("agent", AgentBench.Parts, AgentBench.IsPart, AgentBench.RunAsync),
];
var bench = benches.FirstOrDefault(one => args is [var name, ..] && one.Name == name);
var only = args is [_, var part, ..] && bench.IsPart?.Invoke(part) == true ? part : null;
var options = args.Length == 0 ? [] : args[(only is null ? 1 : 2)..];
if (bench.Name is null || options is not ([] or ["--json", _]))
{
    foreach (var one in benches)
    {
        Console.Error.WriteLine($"Usage: bench/run {one.Name} [{one.Parts}] [--json FILE]");
    }

    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var report = new Report();
await bench.RunAsync(report, only, stop.Token);
report.Print(Console.Out);
if (options is [_, var file])
{
    await report.WriteJsonAsync(file, stop.Token);
}

return 0;

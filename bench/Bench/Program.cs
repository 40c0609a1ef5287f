using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

var only = args is [_, var part, ..] && ApiBench.IsPart(part) ? part : null;
var options = args.Length == 0 ? [] : args[(only is null ? 1 : 2)..];
if (args is not ["api", ..] || options is not ([] or ["--json", _]))
{
    Console.Error.WriteLine($"Usage: bench/run api [{ApiBench.Parts}] [--json FILE]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var report = new Report();
await ApiBench.RunAsync(report, only, stop.Token);
report.Print(Console.Out);
if (options is [_, var file])
{
    await report.WriteJsonAsync(file, stop.Token);
}

return 0;

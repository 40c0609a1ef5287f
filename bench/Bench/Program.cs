using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

if (args is not ["api", ..] || (args.Length > 1 && args is not [_, "--json", _]))
{
    Console.Error.WriteLine("Usage: bench/run api [--json FILE]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var report = new Report();
await ApiBench.RunAsync(report, stop.Token);
report.Print(Console.Out);
if (args is [_, _, var file])
{
    await report.WriteJsonAsync(file, stop.Token);
}

return 0;

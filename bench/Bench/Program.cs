using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Fleet;
using TmuxBuilder.Bench.Gateway;
using TmuxBuilder.Bench.Lambda;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Bench.Portal;
using TmuxBuilder.Bench.Publish;
using TmuxBuilder.Bench.Sites;

if (args is ["fleet", "--seed" or "--seeds", var seeds])
{
    return FleetSeeds.Run(args[1], seeds);
}

Suite[] suites =
[
    ApiBench.Suite, AgentBench.Suite, SitesBench.Suite, PortalBench.Suite, AwsBench.Suite, LambdaBench.Suite,
    GatewayBench.Suite, FleetBench.Suite,
];
var suite = suites.FirstOrDefault(one => args is [var name, ..] && one.Name == name);
var only = args is [_, var part, ..] && suite?.Has(part) == true ? part : null;
var options = args.Length == 0 ? [] : args[(only is null ? 1 : 2)..];
if (suite is null || options is not ([] or ["--json", _]))
{
    foreach (var one in suites)
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
await suite.RunAsync(report, only, stop.Token);
report.Print(Console.Out);
if (options is [_, var file])
{
    await report.WriteJsonAsync(file, stop.Token);
}

return 0;

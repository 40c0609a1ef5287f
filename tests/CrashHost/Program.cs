using System.CommandLine;
using TmuxBuilder.CrashHost;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;

// The standalone host, which kills itself as by kill -9 when it comes to the point named first on the command line. For
// a step of publishing, the file that says which is named next.
var point = Enum.Parse<CrashPoint>(args[0]);
var order = point == CrashPoint.AtStep ? args[1] : null;
return await StandaloneCommand
    .Create((configuration, cancellationToken) => StandaloneHost.RunAsync(
        configuration,
        services =>
        {
            if (order is null)
            {
                services.CrashAt(point);
            }
            else
            {
                services.CrashAtStep(order);
            }
        },
        cancellationToken))
    .Parse(args[(order is null ? 1 : 2)..])
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StandaloneHost.DrainTime });

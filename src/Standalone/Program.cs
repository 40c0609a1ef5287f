using System.CommandLine;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;

return await StandaloneCommand
    .Create((configuration, cancellationToken) => StandaloneHost.RunAsync(configuration, _ => { }, cancellationToken))
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StandaloneHost.DrainTime });

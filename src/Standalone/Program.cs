using System.CommandLine;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;

// The log goes there; what the operator is told on standard output, the admin's link among it, stays as it is.
Console.SetError(new RedactingWriter(Console.Error));
return await StandaloneCommand
    .Create((configuration, cancellationToken) => StandaloneHost.RunAsync(configuration, _ => { }, cancellationToken))
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StandaloneHost.DrainTime });

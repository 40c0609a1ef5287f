using TmuxBuilder.CrashHost;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;

// The standalone host, which kills itself as by kill -9 when it comes to the point named first on the command line.
var point = Enum.Parse<CrashPoint>(args[0]);
return await StandaloneCommand
    .Create((configuration, cancellationToken) => StandaloneHost.RunAsync(
        configuration, services => services.CrashAt(point), cancellationToken))
    .Parse(args[1..])
    .InvokeAsync();

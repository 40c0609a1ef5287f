using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Checks;
using TmuxBuilder.CloudWorker;
using TmuxBuilder.Worker;

// A worker of the fleet, for whose browser the CDN is where a test serves it: on this machine, at the port named on the
// command line.
var port = int.Parse(args[0], CultureInfo.InvariantCulture);
return await WorkerHost.RunAsync(
    Environment.GetEnvironmentVariable,
    services =>
    {
        var checks = services.Last(service => service.ServiceType == typeof(ISiteChecks));
        services.AddSingleton<ISiteChecks>(provider => new ChecksAtEdge(
            (ISiteChecks)(checks.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, checks.ImplementationType!)),
            port));
    });

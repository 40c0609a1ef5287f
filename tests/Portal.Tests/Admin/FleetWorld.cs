using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>A host beside whose own worker another is registered, whose heart does not beat.</summary>
public sealed class FleetWorld : AdminWorld
{
    public const string Silent = "i-0123456789abcdef0";

    protected override async Task PrepareAsync(string dataFolder)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddEmbeddedAdapters(new EmbeddedOptions
            {
                DataFolder = dataFolder,
                SiteBase = () => new Uri("http://localhost:8000/"),
            })
            .BuildServiceProvider();
        await services.GetRequiredService<ILeaseStore>().RegisterAsync(
            new WorkerRecord(WorkerId.Parse(Silent), 7, 2, Draining: false, TimeProvider.System.GetUtcNow()),
            TestContext.Current.CancellationToken);
    }
}

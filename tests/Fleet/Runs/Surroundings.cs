using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent;
using TmuxBuilder.Builder;
using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Checks;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Fleet.Machines;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>
/// What all processes of a run share, and how each is put together: as the hosts do it, over stores in memory.
/// </summary>
internal sealed class Surroundings(FleetOptions options, Timeline timeline, Storage storage, Random chance)
    : IDisposable
{
    private readonly List<Instruments> meters = [];
    private long lastPrompt;

    public FleetOptions Options => options;

    public Timeline Timeline => timeline;

    public Storage Storage => storage;

    public Random Chance => chance;

    public RingLines Lines { get; } = new();

    public Blobs Blobs { get; } = new();

    /// <summary>Of a hundred rings, how many are lost, late and doubled.</summary>
    public (int Lost, int Late, int Doubled) Rings { get; set; }

    /// <summary>The ports of a process, with Core's use cases over them.</summary>
    public ServiceCollection Compose(Process process, Link link)
    {
        var meter = new Instruments();
        meters.Add(meter);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(process.Clock);
        services.AddSingleton(meter);
        if (options.Say is { } say)
        {
            services.AddSingleton<ILoggerFactory>(new SaidLines(process.Name, line => say($"{At()} {line}")));
            services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        }
        else
        {
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        }

        services.AddSingleton<ISessionStore>(new MemorySessionStore(storage, link, process.Clock));
        services.AddSingleton<ITurnStore>(new MemoryTurnStore(storage, link, process.Clock));
        services.AddSingleton<ICommandStore>(new MemoryCommandStore(storage, link));
        services.AddSingleton<ILeaseStore>(new MemoryLeaseStore(storage, link, () => timeline.Now));
        services.AddSingleton<IActivityLog>(new MemoryActivityLog(storage, link));
        services.AddSingleton<IChatStore>(new MemoryChatStore(storage, link));
        services.AddSingleton<IDoorbell>(
            new MemoryDoorbell(Lines, link, () => !process.IsDead && !link.IsCut, Carry));
        services.AddSingleton<ISiteStore, NoSites>();
        services.AddSingleton<IResourceLedger, NoResources>();
        services.AddSingleton<IConnectionStore, NoListeners>();
        services.AddSingleton(Absent<IClientChannel>.One);
        services.AddSingleton(Absent<ISitePublisher>.One);
        services.AddSingleton(Absent<IUploadStore>.One);
        services.AddSingleton(Absent<IUsageStore>.One);
        services.AddSingleton(Absent<IBudgetStore>.One);
        services.AddSingleton(Absent<IBlobStore>.One);
        services.AddSingleton(Absent<IOperationStore>.One);
        services.AddSingleton(Absent<ITenantIdentity>.One);
        services.AddSingleton(Absent<IRequestStore>.One);
        services.AddSingleton(Absent<ILimitStore>.One);
        services.AddSingleton(Absent<IAuditStore>.One);
        services.AddCore();
        return services;
    }

    /// <summary>A worker's process on a machine.</summary>
    public ServiceProvider ComposeWorker(
        Process process, Link link, Machine machine, IMachineLoad load, BuilderOptions worker, Action<Pane> acted)
    {
        var services = Compose(process, link);
        services.AddBuilder(worker);
        services.AddSingleton<IAgents>(
            new MachineAgents(machine, timeline, process, chance, options.Pace, acted));
        services.AddSingleton(Absent<ISiteChecks>.One);
        services.AddSingleton<IWorkspaces>(new MachineWorkspaces(machine, () => ++lastPrompt));
        services.AddSingleton<ICheckpoints>(provider => new MachineCheckpoints(
            machine,
            provider.GetRequiredService<SessionBook>(),
            provider.GetRequiredService<ISessionStore>(),
            Blobs,
            process.Clock));
        services.AddSingleton(load);
        return services.BuildServiceProvider();
    }

    public string At() => TimeSpan.FromTicks(timeline.Now).ToString("mm\\:ss\\.fff", null);

    public void Say(string line) => options.Say?.Invoke($"{At()} {line}");

    public void Dispose() => meters.ForEach(meter => meter.Dispose());

    private void Carry(RingLine line, Core.Sessions.SessionId session)
    {
        var drawn = chance.Next(100);
        var (lost, late, doubled) = Rings;
        if (options.Bug == PlantedBug.LostForGood ? chance.Next(100) < 20 : drawn < lost)
        {
            return;
        }

        if (drawn < lost + late)
        {
            timeline.In(TimeSpan.FromSeconds(chance.Next(1, 60)), () => line.Ring(session));
            return;
        }

        line.Ring(session);
        if (drawn < lost + late + doubled)
        {
            timeline.In(TimeSpan.FromSeconds(chance.Next(0, 20)), () => line.Ring(session));
        }
    }
}

using TmuxBuilder.Core.Admission;
using TmuxBuilder.EndToEnd.Cloud;
using TmuxBuilder.Functions.Tests.Support;

namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>
/// Two workers of a stage, one of which reaches its account by a way that can be cut, and projects whose clients chat.
/// </summary>
internal sealed class FleetUnderTest : IAsyncDisposable
{
    private readonly List<WorkerProcess> started = [];
    private readonly string programs = Directory.CreateTempSubdirectory("tb-fleet-").FullName;
    private readonly Dictionary<string, string> settings;
    private readonly Relay relay;
    private readonly FrontDoor door;
    private readonly string agent;
    private WorkerProcess first;
    private WorkerProcess? second;

    private FleetUnderTest(Stage stage, FrontDoor door, int projects, string? disk)
    {
        this.door = door;
        settings = new(stage.Account.Environment);
        foreach (var (name, value) in stage.Settings)
        {
            settings[name] = value;
        }

        // As many places as the projects that one of two workers would be given.
        settings["TMUXBUILDER_AGENTS"] = $"{projects}";
        agent = EchoAgent.Write(programs);
        relay = new Relay(stage.Account.Endpoint);
        Clients = new FleetClient(door.Url);
        first = Start(settings, disk);
    }

    public FleetClient Clients { get; }

    /// <summary>The id of the worker whose disk may be one of its own.</summary>
    public string First => IdOf(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FleetUnderTest> StartAsync(Stage stage, int projects, string? disk = null)
    {
        var fleet = new FleetUnderTest(stage, await FrontDoor.OpenAsync(stage), projects, disk);
        await fleet.Clients.CreateAsync(projects);
        await fleet.ChatAsync();
        fleet.second = fleet.Start(
            fleet.settings.ToDictionary(setting => setting.Key, setting => fleet.relay.Through(setting.Value)));
        return fleet;
    }

    /// <summary>
    /// All that may become of a worker, one after the other. What is said to one project is at work when the last is
    /// told: each meets its end somewhere else.
    /// </summary>
    public async Task EndureAsync()
    {
        // A process is killed and comes back to its agents.
        await ChatAsync(() => first.RestartAsync(Cancellation));

        // A machine is lost, with all that was on it.
        var third = first;
        await ChatAsync(async () =>
        {
            await first.DisposeAsync();
            third = Start(settings);
        });

        // A worker stands still until the others have done all its work, and wakes to it.
        await ChatAsync(() => second!.SignalAsync("STOP", Cancellation));
        await second!.SignalAsync("CONT", Cancellation);

        // A worker is cut off from all it stores and hears.
        await ChatAsync(() =>
        {
            relay.Cut();
            return Task.CompletedTask;
        });
        relay.Mend();

        // A worker is told to leave.
        await ChatAsync(async () =>
        {
            await third.SignalAsync("TERM", Cancellation);
            Assert.Equal(0, await third.ExitAsync(Cancellation));
            first = Start(settings);
        });
    }

    /// <summary>Nothing can be written at the first worker any more, and it has noticed.</summary>
    public async Task FillDiskAsync()
    {
        await using var filler = File.Create(Path.Combine(first.Folder, "filler"));
        var block = new byte[1 << 20];
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                await filler.WriteAsync(block, Cancellation);
                await filler.FlushAsync(Cancellation);
            }
        });
        await first.UntilAsync(nameof(Admittance.ShortOfDisk), Cancellation);
    }

    /// <summary>Every client says the next, then something may happen, then all is answered.</summary>
    public async Task ChatAsync(Func<Task>? happen = null)
    {
        try
        {
            await Clients.SayAsync();
            await (happen?.Invoke() ?? Task.CompletedTask);
            await Clients.UntilAnsweredAsync();
        }
        catch (Exception failure) when (!Cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"{failure.Message}\n{string.Join("\n== \n", started.Select(worker => worker.Log))}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in started)
        {
            await worker.DisposeAsync();
        }

        Clients.Dispose();
        await relay.DisposeAsync();
        await door.DisposeAsync();
        Directory.Delete(programs, recursive: true);
    }

    private static string IdOf(int number) => $"i-{number:x17}";

    private WorkerProcess Start(IReadOnlyDictionary<string, string> its, string? disk = null)
    {
        var worker = new WorkerProcess(its, edge: 9, IdOf(started.Count), agent, disk);
        started.Add(worker);
        return worker;
    }
}

using TmuxBuilder.Fleet.Machines;
using TmuxBuilder.Fleet.Stores;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>What a run is like; its seed decides the rest.</summary>
internal sealed record FleetOptions
{
    public required int Seed { get; init; }

    public int Workers { get; init; } = 5;

    public int Sessions { get; init; } = 40;

    /// <summary>Agents that one worker may run at once.</summary>
    public int Capacity { get; init; } = 4;

    /// <summary>How long it is, in virtual time.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Of the end of it, how long nothing is sent and nothing befalls anybody.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Messages of one session.</summary>
    public int Messages { get; init; } = 3;

    /// <summary>What befalls each worker, on average.</summary>
    public double Faults { get; init; } = 1.5;

    public Pace Pace { get; init; } = new(5, 1_000, 8_000);

    /// <summary>What the surroundings do wrong on purpose.</summary>
    public PlantedBug Bug { get; init; }

    /// <summary>Takes what is said while it runs, for whoever looks for the cause of a fault.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Five workers, 40 sessions, ten minutes.</summary>
    public static FleetOptions Small(int seed) => new() { Seed = seed };

    /// <summary>A hundred workers, 10,000 sessions, an hour.</summary>
    public static FleetOptions Large(int seed) => new()
    {
        Seed = seed,
        Workers = 100,
        Sessions = 10_000,
        Length = TimeSpan.FromHours(1),
        Messages = 1,
        Faults = 1,
    };
}

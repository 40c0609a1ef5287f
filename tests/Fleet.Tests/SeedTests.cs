using TmuxBuilder.Fleet.Runs;

namespace TmuxBuilder.Fleet.Tests;

/// <summary>A thousand small fleets, each with faults of its own.</summary>
public sealed class SeedTests
{
    private const int Seeds = 1_000;

    [Fact]
    public void No_seed_breaks_what_a_fleet_must_keep()
    {
        var broken = Seeded.Run(1, Seeds, FleetOptions.Small).Where(result => result.Broken.Count > 0).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void A_fleet_that_nothing_befalls_takes_nothing_over()
    {
        var result = FleetRun.Make(FleetOptions.Small(1) with { Faults = 0 });

        Assert.Empty(result.Broken);
        Assert.Equal((120, 0, 0), (result.Turns, result.TakeOvers, result.Faults));
    }
}

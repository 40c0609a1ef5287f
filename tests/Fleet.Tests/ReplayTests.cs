using TmuxBuilder.Fleet.Runs;

namespace TmuxBuilder.Fleet.Tests;

/// <summary>A seed gives one run.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void A_seed_gives_the_same_run_again_and_another_seed_another()
    {
        var first = FleetRun.Make(FleetOptions.Small(7));
        var again = FleetRun.Make(FleetOptions.Small(7));
        var another = FleetRun.Make(FleetOptions.Small(8));

        Assert.Equal((first.Print, first.Steps), (again.Print, again.Steps));
        Assert.NotEqual(first.Print, another.Print);
    }
}

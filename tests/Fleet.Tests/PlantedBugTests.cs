using TmuxBuilder.Fleet.Runs;
using TmuxBuilder.Fleet.Stores;

namespace TmuxBuilder.Fleet.Tests;

/// <summary>Each bug that is planted into a fleet's surroundings is found: the invariants are no mere words.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Seeds = 1_000;

    public static TheoryData<string> Bugs() => [.. Enum.GetNames<PlantedBug>().Except([nameof(PlantedBug.None)])];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(string bug)
    {
        var found = Seeded.FindBroken(
            Seeds, seed => FleetOptions.Small(seed) with { Bug = Enum.Parse<PlantedBug>(bug) });

        Assert.NotNull(found);
        output.WriteLine($"{bug}: seed {found.Seed}: {found.Broken[0]}");
    }
}

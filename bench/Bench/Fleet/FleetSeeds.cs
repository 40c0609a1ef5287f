using System.Globalization;
using TmuxBuilder.Fleet.Runs;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>Runs of seeds somebody names: one with all that is said in it, or many.</summary>
internal static class FleetSeeds
{
    private const int AtOnce = 500;

    /// <summary>Runs what <c>--seed N</c> or <c>--seeds A..B</c> name; 1 when something broke.</summary>
    public static int Run(string option, string value) => option == "--seed" ? One(Number(value)) : Many(value);

    private static int One(int seed)
    {
        var result = FleetRun.Make(FleetOptions.Small(seed) with { Say = Console.Error.WriteLine });
        Console.WriteLine(result);
        return result.Broken.Count == 0 ? 0 : 1;
    }

    private static int Many(string range)
    {
        var ends = range.Split("..");
        var (next, last, broken) = (Number(ends[0]), Number(ends[^1]), 0);
        var (turns, takeOvers, faults, count) = (0L, 0L, 0L, last - next + 1);
        while (next <= last)
        {
            var some = Math.Min(AtOnce, last - next + 1);
            foreach (var result in Seeded.Run(next, some, FleetOptions.Small))
            {
                (turns, takeOvers, faults) =
                    (turns + result.Turns, takeOvers + result.TakeOvers, faults + result.Faults);
                if (result.Broken.Count > 0)
                {
                    broken++;
                    Console.WriteLine(result);
                }
            }

            next += some;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} seeds, {broken} broken: {turns} turns, {faults} faults, {takeOvers} take-overs"));
        return broken == 0 ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

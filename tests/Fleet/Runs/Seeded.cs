namespace TmuxBuilder.Fleet.Runs;

/// <summary>Makes runs of many seeds, some beside each other, each on one thread.</summary>
internal static class Seeded
{
    /// <summary>The results in the order of their seeds.</summary>
    public static IReadOnlyList<FleetResult> Run(int first, int count, Func<int, FleetOptions> optionsOf)
    {
        var results = new FleetResult[count];
        var next = -1;
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, count))
            .Select(_ => new Thread(Work))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;

        void Work()
        {
            while (Interlocked.Increment(ref next) is var index && index < count)
            {
                results[index] = Make(optionsOf(first + index));
            }
        }
    }

    /// <summary>The first seed that breaks something; <see langword="null"/> when none of so many does.</summary>
    public static FleetResult? FindBroken(int count, Func<int, FleetOptions> optionsOf) => Enumerable.Range(1, count)
        .Select(seed => Make(optionsOf(seed)))
        .FirstOrDefault(result => result.Broken.Count > 0);

    /// <summary>A run that cannot go on is broken, and no reason for the others not to be made.</summary>
    private static FleetResult Make(FleetOptions options)
    {
        try
        {
            return FleetRun.Make(options);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new FleetResult(options.Seed, [$"the run failed: {failure}"], 0, 0, 0, 0, 0);
        }
    }
}

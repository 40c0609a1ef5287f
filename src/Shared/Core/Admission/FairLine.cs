namespace TmuxBuilder.Core.Admission;

/// <summary>
/// Who gets the next place: clients in turn. A client's first session that waits ranks by how many agents of the client
/// are at work, its second one behind that, and so on; of the same rank, whoever came first. So one client with fifty
/// sessions delays another by one place at most.
/// </summary>
public static class FairLine
{
    /// <summary>Puts those that wait, in the order in which they came, into the order in which they get places.</summary>
    /// <param name="working">The clients of those at work, each as often as it has agents there.</param>
    public static IReadOnlyList<T> Order<T>(
        IEnumerable<T> waiting, Func<T, string> client, IEnumerable<string> working)
    {
        var ranks = Count(working);
        return [.. waiting.Select(one => (One: one, Rank: Next(ranks, client(one)))).OrderBy(one => one.Rank)
            .Select(one => one.One)];
    }

    /// <summary>How many get a place before one more session of <paramref name="client"/> that comes now.</summary>
    public static int PositionOfNew(WorkerPlaces places, string client)
    {
        var ranks = Count(places.Working);
        var taken = places.Line.Select(one => Next(ranks, one.Client)).ToList();
        var rank = Next(ranks, client);
        return taken.Count(other => other <= rank);
    }

    private static Dictionary<string, int> Count(IEnumerable<string> working) =>
        working.GroupBy(client => client, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.Count(), StringComparer.Ordinal);

    private static int Next(Dictionary<string, int> ranks, string client)
    {
        var rank = ranks.GetValueOrDefault(client);
        ranks[client] = rank + 1;
        return rank;
    }
}

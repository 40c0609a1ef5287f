namespace TmuxBuilder.Core.Admission;

/// <summary>
/// Who gets the next place: clients in turn, by rounds, as start-time fair queueing has it (Goyal, Vin, Cheng, 1996). A
/// client has one place a round: its first session that waits is of the round after the client's last place, but of
/// none that is over; its second of the one after that. The lowest round is next; of the same, whoever came first. So
/// one client with fifty sessions delays another by one place at most.
/// </summary>
public static class FairLine
{
    /// <summary>
    /// Puts those that wait, in the order in which they came, into the order in which they get places.
    /// </summary>
    /// <param name="round">The round of the place that was given last.</param>
    /// <param name="served">Clients that had a place in this round or a later one.</param>
    /// <returns>Each with its round.</returns>
    public static IReadOnlyList<(T One, long Round)> Order<T>(
        IEnumerable<T> waiting, Func<T, string> client, long round, IEnumerable<Served> served)
    {
        var last = served.ToDictionary(one => one.Client, one => one.Round, StringComparer.Ordinal);
        return
        [
            .. waiting.Select(one => (One: one, Round: last[client(one)] = Next(last, client(one), round)))
                .OrderBy(one => one.Round),
        ];
    }

    /// <summary>How many get a place before one more session of <paramref name="client"/> that comes now.</summary>
    public static int PositionOfNew(WorkerPlaces places, string client) =>
        Order(places.Line.Append(new Waiting("", client)), one => one.Client, places.Round, places.Served)
            .TakeWhile(one => one.One.Session.Length > 0)
            .Count();

    private static long Next(Dictionary<string, long> last, string client, long round) =>
        last.TryGetValue(client, out var before) ? Math.Max(round, before + 1) : round;
}

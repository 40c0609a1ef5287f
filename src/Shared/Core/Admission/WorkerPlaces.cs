namespace TmuxBuilder.Core.Admission;

/// <summary>What a worker tells the others of its places.</summary>
/// <param name="Free">Agents more that it would let work now: 0 when it is full or short of something.</param>
/// <param name="Round">The round of the place that was given last; see <see cref="FairLine"/>.</param>
/// <param name="Served">Clients that had a place in this round or a later one.</param>
/// <param name="Line">Who waits here for a place, next first; at most <see cref="MostTold"/>.</param>
public sealed record WorkerPlaces(
    int Free, long Round, IReadOnlyList<Served> Served, IReadOnlyList<Waiting> Line)
{
    /// <summary>Of a longer line the rest is not told: 200 of them are 6 KB.</summary>
    public const int MostTold = 200;

    public bool Equals(WorkerPlaces? other) =>
        other is not null
        && (Free, Round) == (other.Free, other.Round)
        && Served.SequenceEqual(other.Served)
        && Line.SequenceEqual(other.Line);

    public override int GetHashCode() => HashCode.Combine(Free, Round, Served.Count, Line.Count);
}

namespace TmuxBuilder.Core.Admission;

/// <summary>What a worker tells the others of its places.</summary>
/// <param name="Free">Agents more that it would let work now: 0 when it is full, short of something, or ends.</param>
/// <param name="Working">The clients of those at work, each as often as it has agents there.</param>
/// <param name="Line">Who waits here for a place, next first; at most <see cref="MostTold"/>.</param>
public sealed record WorkerPlaces(int Free, IReadOnlyList<string> Working, IReadOnlyList<Waiting> Line)
{
    /// <summary>Of a longer line the rest is not told: 200 of them are 6 KB.</summary>
    public const int MostTold = 200;

    public bool Equals(WorkerPlaces? other) =>
        other is not null
        && Free == other.Free
        && Working.SequenceEqual(other.Working)
        && Line.SequenceEqual(other.Line);

    public override int GetHashCode() => HashCode.Combine(Free, Working.Count, Line.Count);
}

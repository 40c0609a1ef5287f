namespace TmuxBuilder.Fleet.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Broken">What should never have happened, in the order it did; empty when all went well.</param>
/// <param name="Print">The same for the same run, whatever process makes it.</param>
internal sealed record FleetResult(
    int Seed,
    IReadOnlyList<string> Broken,
    ulong Print,
    int Turns,
    int TakeOvers,
    int Faults,
    long Steps)
{
    public override string ToString() =>
        $"seed {Seed}: {(Broken.Count == 0 ? "whole" : string.Join("; ", Broken))} "
        + $"({Turns} turns, {TakeOvers} take-overs, {Faults} faults, {Steps} steps, print {Print:x16})";
}

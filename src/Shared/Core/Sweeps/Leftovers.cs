namespace TmuxBuilder.Core.Sweeps;

/// <summary>What was begun and never finished, at one look.</summary>
/// <param name="Publishes">Sites that were being published for too long.</param>
/// <param name="Buckets">Buckets that the ledger has as about to be made or to go, for too long.</param>
/// <param name="Distributions">Distributions, likewise.</param>
/// <param name="Users">Users of sessions, likewise.</param>
public readonly record struct Leftovers(int Publishes, int Buckets, int Distributions, int Users)
{
    public int All => Publishes + Buckets + Distributions + Users;
}

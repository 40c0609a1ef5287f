using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Turns;

/// <summary>What a turn of the platform's own shall mend.</summary>
/// <param name="Attempt">1 for the first after the turn that failed its checks.</param>
/// <param name="Releases">The releases that failed.</param>
public sealed record Repair(int Attempt, IReadOnlyList<Id<Release>> Releases)
{
    /// <summary>How many are tried before the client is told what does not work.</summary>
    public const int MaxAttempts = 2;
}

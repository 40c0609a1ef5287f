using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Records.Turns;

/// <summary>What a turn shall mend, as stored within it.</summary>
public sealed record RepairV1(int Attempt, IReadOnlyList<string> Releases)
{
    public static RepairV1? From(Repair? repair) => repair is null
        ? null
        : new RepairV1(repair.Attempt, [.. repair.Releases.Select(release => release.Value)]);

    public Repair ToRepair() => new(Attempt, [.. Releases.Select(release => ReleaseId.Parse(release))]);
}

using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Admission;

/// <summary>When a worker takes no new work though its cap is not reached, and when it gives away what waits.</summary>
public sealed record AdmissionOptions
{
    /// <summary>What must be left of the machine for another agent.</summary>
    public AdmissionLimits Limits { get; init; } = new();

    /// <summary>Between two looks at the machine; default 5 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a turn waits here before a worker with a free place gets it; default 10 s. It costs a start elsewhere.
    /// </summary>
    public TimeSpan GiveAfter { get; init; } = TimeSpan.FromSeconds(10);
}

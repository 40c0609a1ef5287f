using Microsoft.Extensions.Options;
using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder;

/// <summary>
/// How this worker runs. A lost worker's sessions move after <see cref="LostAfter"/> and at most a heartbeat: by
/// default within 25 seconds.
/// </summary>
public sealed record BuilderOptions
{
    /// <summary>
    /// This worker's name; the same for the same data folder, so that a restart finds its own leases.
    /// </summary>
    public required WorkerId Worker { get; init; }

    /// <summary>
    /// The data folder, absolute; session folders live in it, and built folders are copied to its <c>tmp</c>.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Where an agent sees its session folder: the same place in every sandbox (<c>/session</c>, the default);
    /// <see langword="null"/> when agents run without one and see the real folder.
    /// </summary>
    public string? AgentFolder { get; init; } = "/session";

    /// <summary>Agents that may work at once; by default the smaller of 4 and memory / 600 MB.</summary>
    public int Capacity { get; init; } = DefaultCapacity(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Between two heartbeats; default 5 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without a successful heartbeat for so long, this worker stops its agents; default 15 s.</summary>
    public TimeSpan StandDownAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A worker whose counter stood still for so long is lost; default 18 s.</summary>
    public TimeSpan LostAfter { get; init; } = WorkerWatch.LostAfter;

    /// <summary>Between two looks for work whose doorbell was lost; default 30 s.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an agent may work on a turn, in all; waiting for answers and being parked aside. Default 60 minutes.
    /// </summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How long an answer is waited for before the question's default counts; default 24 hours.</summary>
    public TimeSpan QuestionTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a turn is parked when the model does not say; doubles each time, up to 16 times as long. Default 2
    /// minutes.
    /// </summary>
    public TimeSpan ParkDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a turn is parked when the model refuses our key and no other key comes; default 15 minutes.
    /// </summary>
    public TimeSpan KeyRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often a turn is parked for the same kind of reason before it fails; default 12.</summary>
    public int MaxParkings { get; init; } = 12;

    /// <summary>
    /// How often limits, and what other workers used, are looked at while agents work here; default 5 s.
    /// </summary>
    public TimeSpan BudgetLook { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a turn waits for a higher budget of its own or its session's before it fails; default 7 days.
    /// </summary>
    public TimeSpan BudgetWait { get; init; } = TimeSpan.FromDays(7);

    /// <summary>An agent without work for so long is ended; it wakes on the next message. Default 30 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often an agent is tried to be started for a turn before the turn fails; default 5.</summary>
    public int StartTries { get; init; } = 5;

    /// <summary>Before the second try of a start; doubles each time. Default 5 s.</summary>
    public TimeSpan StartDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long work in hand may go on after a stop was asked for; default 10 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long turns may go on after a stop was asked for, until they are interrupted and every session is given to
    /// the other workers; less than <see cref="Drain"/>. <see langword="null"/>, the default: nothing is given away,
    /// and agents go on in their panes until the next process of this worker adopts them.
    /// </summary>
    public TimeSpan? HandOverAfter { get; init; }

    /// <summary>How workspaces are stored.</summary>
    public CheckpointOptions Checkpoints { get; init; } = new();

    /// <summary>When agents without work end early for want of memory.</summary>
    public MemoryOptions Memory { get; init; } = new();

    /// <summary>When no new work is taken, and what waits is given away.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>What models cost; default the list prices.</summary>
    public ModelPrices Prices { get; init; } = ModelPrices.Default;

    internal static int DefaultCapacity(long memoryBytes) => (int)Math.Clamp(memoryBytes / (600L << 20), 1, 4);

    /// <summary>Checks the values against each other.</summary>
    /// <exception cref="OptionsValidationException">
    /// One of them makes no sense; the message says which and why.
    /// </exception>
    public void Validate()
    {
        var problems = Problems().ToArray();
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(nameof(BuilderOptions), typeof(BuilderOptions), problems);
        }
    }

    private IEnumerable<string> Problems()
    {
        if (!Path.IsPathFullyQualified(DataFolder))
        {
            yield return $"DataFolder is '{DataFolder}'; it must be an absolute path, or "
                + "sessions move with the working directory.";
        }

        if (Capacity is < 1 or > 256)
        {
            yield return $"Capacity is {Capacity}; between 1 and 256 agents may work at once.";
        }

        if (Heartbeat <= TimeSpan.Zero || StandDownAfter < 2 * Heartbeat)
        {
            yield return $"StandDownAfter is {StandDownAfter}; below two heartbeats ({Heartbeat}) one "
                + "late heartbeat stops every agent.";
        }

        if (LostAfter <= StandDownAfter)
        {
            yield return $"LostAfter is {LostAfter}; it must exceed StandDownAfter "
                + $"({StandDownAfter}), or two workers run one session.";
        }

        if (Sweep <= TimeSpan.Zero || StartDelay <= TimeSpan.Zero || Drain < TimeSpan.Zero)
        {
            yield return "Sweep and StartDelay must be positive and Drain not negative; otherwise the worker spins.";
        }

        if (HandOverAfter is { } handOver && (handOver < TimeSpan.Zero || handOver >= Drain))
        {
            yield return $"HandOverAfter is {handOver} and Drain {Drain}; it must be shorter, or no session is given "
                + "away before the process ends.";
        }

        if (TurnTimeout < TimeSpan.FromMinutes(1) || IdleTimeout < TimeSpan.FromSeconds(1))
        {
            yield return $"TurnTimeout is {TurnTimeout} and IdleTimeout {IdleTimeout}; below a minute and a "
                + "second no agent gets anything done.";
        }

        if (Checkpoints.MaxBytes < 1 || Checkpoints.MaxFiles < 1 || Checkpoints.Timeout <= TimeSpan.Zero)
        {
            yield return "Checkpoints' MaxBytes, MaxFiles and Timeout must be positive; "
                + "otherwise no session outlives its machine.";
        }

        if (Memory.Reserve < 0 || Memory.Look < TimeSpan.FromSeconds(1))
        {
            yield return $"Memory's Reserve is {Memory.Reserve} and Look {Memory.Look}; below "
                + "0 and a second it only costs time.";
        }

        if (Admission.Look < TimeSpan.FromSeconds(1) || Admission.Limits is not
            { Memory: >= 0, MemoryStalled: > 0, PerProcessor: > 0, Disk: >= 0 })
        {
            yield return $"Admission is {Admission}; below a second a look only costs time, and with limits of 0 no "
                + "second agent ever works.";
        }

        if (QuestionTimeout < TimeSpan.FromSeconds(1)
            || ParkDelay < TimeSpan.FromSeconds(1)
            || KeyRetry < TimeSpan.FromSeconds(1))
        {
            yield return $"QuestionTimeout is {QuestionTimeout}, ParkDelay {ParkDelay} and KeyRetry {KeyRetry}; below "
                + "a second nobody can answer and the model is only asked more.";
        }

        if (BudgetLook < TimeSpan.FromMilliseconds(100) || BudgetWait < TimeSpan.FromSeconds(1))
        {
            yield return $"BudgetLook is {BudgetLook} and BudgetWait {BudgetWait}; below 100 ms and a second the store "
                + "is only asked more and nobody can raise a budget.";
        }

        if (MaxParkings is < 0 or > 100)
        {
            yield return $"MaxParkings is {MaxParkings} (0–100); more only hides a limit that never ends.";
        }

        if (StartTries is < 1 or > 20)
        {
            yield return $"StartTries is {StartTries} (1–20); more only hides a broken agent.";
        }
    }
}

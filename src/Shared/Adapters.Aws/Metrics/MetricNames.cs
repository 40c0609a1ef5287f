namespace TmuxBuilder.Adapters.Aws.Metrics;

/// <summary>
/// A stage's own metrics in CloudWatch: what programs write, and alarms and dashboard read. A metric costs by each
/// combination of its dimensions' values.
/// </summary>
public static class MetricNames
{
    /// <summary>Sessions with a turn or command that is not done, once a minute.</summary>
    public const string SessionsWithWork = "SessionsWithWork";

    /// <summary>Turns that wait, once a minute.</summary>
    public const string PendingTurns = "PendingTurns";

    /// <summary>Seconds that the oldest turn waits whose session has nothing at work, once a minute.</summary>
    public const string OldestPendingAge = "OldestPendingAge";

    /// <summary>Turns that agents work on, once a minute.</summary>
    public const string AgentsAtWork = "AgentsAtWork";

    /// <summary>Agents that all workers may run at once, once a minute.</summary>
    public const string Places = "Places";

    /// <summary>Workers that are registered, once a minute.</summary>
    public const string Workers = "Workers";

    /// <summary>Workers whose heart stands still, once a minute.</summary>
    public const string WorkersLost = "WorkersLost";

    /// <summary>Steps of the sweep that failed.</summary>
    public const string SweepStepsFailed = "SweepStepsFailed";

    public const string TurnsEnded = "TurnsEnded";
    public const string TurnDuration = "TurnDuration";
    public const string EnterDelay = "EnterDelay";
    public const string TakeOvers = "TakeOvers";
    public const string HandOvers = "HandOvers";
    public const string DoorbellsForwarded = "DoorbellsForwarded";
    public const string PublishDuration = "PublishDuration";
    public const string ModelCalls = "ModelCalls";
    public const string ModelTokens = "ModelTokens";
    public const string ModelCost = "ModelCost";

    /// <summary>What the sweep writes each minute, each without dimensions.</summary>
    public static readonly IReadOnlyList<string> OfSweep =
    [
        SessionsWithWork, PendingTurns, OldestPendingAge, AgentsAtWork, Places, Workers, WorkersLost, SweepStepsFailed,
    ];

    /// <summary>What workers write, with how many combinations of dimensions each has.</summary>
    public static readonly IReadOnlyDictionary<string, int> OfWorkers = new Dictionary<string, int>
    {
        [TurnsEnded] = 4,
        [TurnDuration] = 1,
        [EnterDelay] = 1,
        [TakeOvers] = 1,
        [HandOvers] = 1,
        [DoorbellsForwarded] = 1,
        [PublishDuration] = 3,
        [ModelCalls] = 2,
        [ModelTokens] = 4,
        [ModelCost] = 1,
    };

    /// <summary>The namespace of a stage's metrics.</summary>
    public static string NamespaceOf(string stage) => $"TmuxBuilder/{stage}";
}

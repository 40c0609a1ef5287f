using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Agent;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Worker;

/// <summary>What a worker is told by its environment and Parameter Store.</summary>
internal sealed record WorkerSettings(AwsOptions Aws, WorkerId Id)
{
    private const string AnyLimits = "any";
    private const string CgroupV2 = "cgroup-v2";
    private const string DefaultFolder = "/var/lib/tmux-builder";

    public required string DataFolder { get; init; }

    /// <summary>The agent's profile: claude, demo or a program.</summary>
    public required string Agent { get; init; }

    public string? Cli { get; init; }

    public string? Model { get; init; }

    /// <summary>Where the model's API is; <see langword="null"/> for the public one.</summary>
    public Uri? ModelUrl { get; init; }

    public string? ModelKey { get; init; }

    /// <summary>Reads the model key anew where it is stored; <see langword="null"/> when it is not.</summary>
    public Func<CancellationToken, Task<string?>>? ReadModelKey { get; init; }

    /// <summary>Agents at once; 0 lets the machine's memory decide.</summary>
    public int Agents { get; init; }

    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether agents start only where control groups of version 2 keep them small.</summary>
    public bool RequireCgroupV2 { get; init; }

    public string? PackageCache { get; init; }

    public string? Chromium { get; init; }

    /// <exception cref="SettingsException">With a sentence for every mistake.</exception>
    public static WorkerSettings Read(SettingReader settings)
    {
        var aws = StageSettings.Read(settings);
        var id = settings.Required(
            "WORKER_ID", "a worker needs a name of its own that stays, such as the instance's id");
        if (id.Length > 0 && !WorkerId.TryParse(id, null, out _))
        {
            settings.Mistake(
                $"{SettingReader.Prefix}WORKER_ID is '{id}'; it has 1 to 64 letters, digits, dots and hyphens.");
        }

        else if (id.Length > 0
            && WorkerQueues.NameOf(aws.Stage, WorkerId.Parse(id)) is { Length: > WorkerQueues.LongestName } queue)
        {
            settings.Mistake(
                $"{SettingReader.Prefix}WORKER_ID is '{id}'; its queue would be called '{queue}', and SQS allows "
                + $"{WorkerQueues.LongestName} characters.");
        }

        var folder = settings.Text("DATA_DIR", DefaultFolder);
        if (!Path.IsPathFullyQualified(folder))
        {
            settings.Mistake($"{SettingReader.Prefix}DATA_DIR is '{folder}'; it has to be absolute.");
        }

        var agents = settings.Number("AGENTS", 0);
        if (agents > 64)
        {
            settings.Mistake(
                $"{SettingReader.Prefix}AGENTS is {agents}; it takes 1 to 64, or 0 for what memory allows.");
        }

        var agent = settings.Text("AGENT", AgentOptions.Claude);
        var key = settings.Text("MODEL_KEY");
        if (agent == AgentOptions.Claude && key.Length == 0)
        {
            settings.Mistake($"{SettingReader.Prefix}MODEL_KEY is not set; the agent's model refuses every call.");
        }

        var limits = settings.Text("LIMITS", AnyLimits);
        if (limits is not (AnyLimits or CgroupV2))
        {
            settings.Mistake($"{SettingReader.Prefix}LIMITS is '{limits}'; it is {CgroupV2} or {AnyLimits}.");
        }

        var modelUrl = settings.Address("MODEL_URL");
        settings.Check();
        return new WorkerSettings(aws, WorkerId.Parse(id))
        {
            DataFolder = folder,
            Agent = agent,
            Cli = Optional("CLAUDE_CLI"),
            Model = Optional("CLAUDE_MODEL"),
            ModelUrl = modelUrl,
            ModelKey = key.Length > 0 ? key : null,
            Agents = agents,
            AllowedHosts = settings.List("ALLOW_HOSTS"),
            RequireCgroupV2 = limits == CgroupV2,
            PackageCache = Optional("PACKAGE_CACHE"),
            Chromium = Optional("CHROMIUM"),
        };

        string? Optional(string name) => settings.Text(name) is { Length: > 0 } value ? value : null;
    }
}

namespace TmuxBuilder.Core.Activity;

/// <summary>The types of entries the platform knows; unknown ones from the agent pass.</summary>
public static class ActivityTypes
{
    public const string Ack = "ack";
    public const string Status = "status";
    public const string Working = "working";
    public const string Progress = "progress";
    public const string Found = "found";
    public const string Phase = "phase";
    public const string Created = "created";
    public const string Deployed = "deployed";
    public const string Resources = "resources";
    public const string Screenshot = "screenshot";
    public const string Test = "test";
    public const string Summary = "summary";
    public const string Done = "done";
    public const string Error = "error";
    public const string Warning = "warning";

    /// <summary>A message's receipt moved on.</summary>
    public const string Delivery = "delivery";

    /// <summary>The agent asked the client something.</summary>
    public const string Question = "question";
    public const string Usage = "usage";

    /// <summary>A site changed its state.</summary>
    public const string Site = "site";

    /// <summary>The session changed its state or name.</summary>
    public const string Session = "session";
}

namespace TmuxBuilder.Core.Usage;

/// <summary>What usage is listed by.</summary>
public enum UsageGroup
{
    Session,
    Client,
    Day,
    Model,
}

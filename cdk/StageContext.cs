using Amazon.CDK;

namespace TmuxBuilder.Cdk;

/// <summary>What every stack of a stage is made from.</summary>
internal sealed record StageContext(StageSettings Settings, StageNames Names, Artifacts Artifacts)
{
    /// <summary>A stack's properties: no account and no region, or its network would ask AWS for zones.</summary>
    public StackProps Stack(string part, string description) => new()
    {
        StackName = Names.Stack(part),
        Description = description,
        TerminationProtection = part == "data" && Settings.Retain,
    };
}

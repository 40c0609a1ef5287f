namespace TmuxBuilder.Core.Resources;

/// <summary>Intent: about to be made, may or may not exist. Fact: made. Removing: about to go.</summary>
public enum ResourceStage
{
    Intent,
    Fact,
    Removing,
}

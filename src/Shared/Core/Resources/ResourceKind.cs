namespace TmuxBuilder.Core.Resources;

/// <summary>What the platform makes for a session outside its own stores.</summary>
public enum ResourceKind
{
    Bucket,
    Distribution,
    User,
}

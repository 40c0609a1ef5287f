namespace TmuxBuilder.Fleet.Time;

/// <summary>Something that happens at a moment of virtual time.</summary>
internal abstract class Alarm
{
    /// <summary>Called once, at its moment, unless the run is over before.</summary>
    public abstract void Ring();
}

/// <summary>An alarm that is a method.</summary>
internal sealed class Act(Action act) : Alarm
{
    public override void Ring() => act();
}

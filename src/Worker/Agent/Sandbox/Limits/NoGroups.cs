namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>Where the worker may write no control group.</summary>
internal sealed class NoGroups : ISessionGroups
{
    public LimitRegime Regime => LimitRegime.Watch;

    public IReadOnlyList<string> Make(string name, SandboxLimits limits) => [];

    public void Remove(string name)
    {
        // There is none.
    }

    public long KillsForMemory(string name) => 0;

    public IReadOnlyList<string> Names() => [];
}

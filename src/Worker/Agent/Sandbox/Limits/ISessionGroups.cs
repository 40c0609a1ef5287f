namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>Groups of processes that the kernel keeps within limits.</summary>
internal interface ISessionGroups
{
    LimitRegime Regime { get; }

    /// <summary>
    /// Makes the groups of a sandbox, or gives those there are these limits; returns the files a process writes 0 to in
    /// order to enter them.
    /// </summary>
    /// <exception cref="IOException">The kernel does not take them.</exception>
    IReadOnlyList<string> Make(string name, SandboxLimits limits);

    /// <summary>Removes them once nothing runs in them; absent and busy are fine.</summary>
    void Remove(string name);

    /// <summary>How often the kernel ended a process of these for their memory; 0 when they are not there.</summary>
    long KillsForMemory(string name);

    /// <summary>The names of those there are.</summary>
    IReadOnlyList<string> Names();
}

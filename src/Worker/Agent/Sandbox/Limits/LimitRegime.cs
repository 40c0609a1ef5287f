namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>By what sandboxes are kept small on this machine, the strongest first.</summary>
public enum LimitRegime
{
    /// <summary>Control groups of version 2 that the worker may write.</summary>
    CgroupV2,

    /// <summary>Control groups of version 1 that the worker may write.</summary>
    CgroupV1,

    /// <summary>
    /// None, and the worker is root: each sandbox runs as a Unix user of its own, whose processes the kernel counts;
    /// the worker looks once a second at memory and files and kills a session that takes too much.
    /// </summary>
    UserPerSession,

    /// <summary>
    /// None: the kernel limits processes per user namespace, except root's, and the worker looks once a second at
    /// memory, processes and files and kills a session that takes too much.
    /// </summary>
    Watch,
}

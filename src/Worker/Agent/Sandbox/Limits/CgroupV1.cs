namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>Control groups of version 1: one tree a controller, each below where the worker itself is.</summary>
internal sealed class CgroupV1(string memory, string processes, string? processor) : ISessionGroups
{
    private const string Below = "tmux-builder";
    private const int PeriodMicroseconds = 100_000;

    // Who enters is a shell of one thread. To move a whole process the kernel first waits until no process of the
    // machine is just forking or ending, about 7 ms; a thread that moves itself waits for nobody.
    private const string Threads = "tasks";

    public LimitRegime Regime => LimitRegime.CgroupV1;

    public IReadOnlyList<string> Make(string name, SandboxLimits limits)
    {
        List<string> groups = [Memory(name, limits), Processes(name, limits)];
        if (processor is not null)
        {
            groups.Add(Processor(processor, name, limits));
        }

        return [.. groups.Select(group => Path.Combine(group, Threads))];
    }

    public void Remove(string name)
    {
        foreach (var tree in new[] { memory, processes, processor }.OfType<string>())
        {
            GroupFolder.Remove(Path.Combine(tree, Below, name));
        }
    }

    public long KillsForMemory(string name) =>
        GroupFolder.Count(Path.Combine(memory, Below, name), "memory.oom_control", "oom_kill");

    public IReadOnlyList<string> Names() => GroupFolder.Below(Path.Combine(memory, Below));

    private string Memory(string name, SandboxLimits limits)
    {
        const string limit = "memory.limit_in_bytes";
        const string withSwap = "memory.memsw.limit_in_bytes";
        var group = Folder(memory, name);
        var countsSwap = File.Exists(Path.Combine(group, withSwap));
        if (countsSwap)
        {
            // Neither may be above the other at any moment, whichever way an earlier limit is changed.
            GroupFolder.Set(group, withSwap, -1);
        }

        GroupFolder.Set(group, limit, limits.MemoryBytes);
        if (countsSwap)
        {
            GroupFolder.Set(group, withSwap, limits.MemoryBytes);
        }

        return group;
    }

    private string Processes(string name, SandboxLimits limits)
    {
        var group = Folder(processes, name);
        GroupFolder.Set(group, "pids.max", limits.Processes);
        return group;
    }

    private static string Processor(string tree, string name, SandboxLimits limits)
    {
        var group = Folder(tree, name);
        GroupFolder.Set(group, "cpu.cfs_period_us", PeriodMicroseconds);
        GroupFolder.Set(group, "cpu.cfs_quota_us", (long)PeriodMicroseconds * limits.CpuPercent / 100);
        return group;
    }

    private static string Folder(string tree, string name)
    {
        var folder = Path.Combine(tree, Below, name);
        Directory.CreateDirectory(folder);
        return folder;
    }
}

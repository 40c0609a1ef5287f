namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>
/// Control groups of version 2. A group that hands limits on holds no processes itself, so the worker and its terminals
/// move into one beside those of the sandboxes.
/// </summary>
/// <param name="own">The group the worker was started in, delegated to it.</param>
internal sealed class CgroupV2(string own) : ISessionGroups
{
    public const string WorkerGroup = "worker";

    private const string Handed = "cgroup.subtree_control";
    private const string SandboxGroup = "sandboxes";
    private const int PeriodMicroseconds = 100_000;

    private readonly Lock sync = new();
    private bool isReady;

    public LimitRegime Regime => LimitRegime.CgroupV2;

    public IReadOnlyList<string> Make(string name, SandboxLimits limits)
    {
        lock (sync)
        {
            if (!isReady)
            {
                MakeRoomLocked();
                isReady = true;
            }
        }

        var group = Path.Combine(own, SandboxGroup, name);
        Directory.CreateDirectory(group);
        GroupFolder.Set(group, "memory.max", limits.MemoryBytes);
        if (File.Exists(Path.Combine(group, "memory.swap.max")))
        {
            GroupFolder.Set(group, "memory.swap.max", 0);
        }

        GroupFolder.Set(group, "pids.max", limits.Processes);
        if (File.Exists(Path.Combine(group, "cpu.max")))
        {
            GroupFolder.Set(
                group, "cpu.max", $"{(long)PeriodMicroseconds * limits.CpuPercent / 100} {PeriodMicroseconds}");
        }

        return [Path.Combine(group, GroupFolder.Members)];
    }

    public void Remove(string name) => GroupFolder.Remove(Path.Combine(own, SandboxGroup, name));

    public long KillsForMemory(string name) =>
        GroupFolder.Count(Path.Combine(own, SandboxGroup, name), "memory.events", "oom_kill");

    public IReadOnlyList<string> Names() => GroupFolder.Below(Path.Combine(own, SandboxGroup));

    private void MakeRoomLocked()
    {
        var worker = Path.Combine(own, WorkerGroup);
        var sandboxes = Path.Combine(own, SandboxGroup);
        Directory.CreateDirectory(worker);
        Directory.CreateDirectory(sandboxes);
        foreach (var process in File.ReadLines(Path.Combine(own, GroupFolder.Members)).ToList())
        {
            Move(process, worker);
        }

        var controllers = File.ReadAllText(Path.Combine(own, "cgroup.controllers")).Split(' ', '\n');
        foreach (var controller in controllers.Intersect(["memory", "pids", "cpu"]))
        {
            GroupFolder.Set(own, Handed, $"+{controller}");
            GroupFolder.Set(sandboxes, Handed, $"+{controller}");
        }
    }

    private static void Move(string process, string group)
    {
        try
        {
            GroupFolder.Set(group, GroupFolder.Members, process);
        }
        catch (IOException)
        {
            // It ended meanwhile; one that could not be moved is told by the controllers, which are refused then.
        }
    }
}

namespace TmuxBuilder.Agent.Sandbox.Limits;

/// <summary>Finds which control groups this process may make, from what the kernel says of it.</summary>
internal static class SessionGroups
{
    private const string MountsFile = "/proc/self/mountinfo";
    private const string GroupsFile = "/proc/self/cgroup";

    /// <summary>Version 2 where it has the limits, else version 1, else none.</summary>
    public static ISessionGroups Find()
    {
        try
        {
            return Find(File.ReadAllLines(MountsFile), File.ReadAllLines(GroupsFile));
        }
        catch (IOException)
        {
            return new NoGroups();
        }
    }

    internal static ISessionGroups Find(string[] mounts, string[] groups)
    {
        if (Unified(mounts, groups) is { } own
            && Has(own, "memory") && Has(own, "pids") && GroupFolder.IsWritable(own))
        {
            return new CgroupV2(own);
        }

        return Of("memory", mounts, groups) is { } memory
            && Of("pids", mounts, groups) is { } processes
            && GroupFolder.IsWritable(memory) && GroupFolder.IsWritable(processes)
            ? new CgroupV1(
                memory, processes, Of("cpu", mounts, groups) is { } cpu && GroupFolder.IsWritable(cpu) ? cpu : null)
            : new NoGroups();
    }

    private static bool Has(string own, string controller)
    {
        var file = Path.Combine(own, "cgroup.controllers");
        return File.Exists(file) && File.ReadAllText(file).Split(' ', '\n').Contains(controller);
    }

    // "0::/system.slice/worker.service"
    private static string? Unified(string[] mounts, string[] groups)
    {
        const string mark = "0::";
        const string worker = "/" + CgroupV2.WorkerGroup;
        if (Array.Find(groups, line => line.StartsWith(mark, StringComparison.Ordinal)) is not { } line)
        {
            return null;
        }

        // A worker before this one, or this one already, has moved there.
        var path = line[mark.Length..];
        path = path.EndsWith(worker, StringComparison.Ordinal) ? path[..^worker.Length] : path;
        return Place(mounts, "cgroup2", _ => true, path.Length == 0 ? "/" : path);
    }

    // "4:memory:/some/group"
    private static string? Of(string controller, string[] mounts, string[] groups)
    {
        var own = groups.Select(line => line.Split(':', 3))
            .FirstOrDefault(fields => fields is [_, var names, _] && names.Split(',').Contains(controller));
        return own is [_, _, var path]
            ? Place(mounts, "cgroup", options => options.Split(',').Contains(controller), path)
            : null;
    }

    // "30 23 0:26 /root /sys/fs/cgroup/memory rw,nosuid shared:9 - cgroup cgroup rw,memory"
    private static string? Place(string[] mounts, string type, Predicate<string> isIt, string path)
    {
        foreach (var line in mounts)
        {
            if (line.Split(" - ", 2) is [var before, var after]
                && before.Split(' ') is [_, _, _, var root, var point, ..]
                && after.Split(' ') is [var found, _, var options, ..]
                && found == type && isIt(options)
                && (root == "/" || path == root || path.StartsWith(root + "/", StringComparison.Ordinal)))
            {
                var folder = point + (root == "/" ? path : path[root.Length..]);
                return Directory.Exists(folder) ? folder.TrimEnd('/') : null;
            }
        }

        return null;
    }
}

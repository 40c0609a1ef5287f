using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent.Tests.Sandbox.Limits;

public sealed class SessionGroupsTests : IDisposable
{
    private static readonly SandboxLimits Limits = new()
    {
        MemoryBytes = 100L << 20,
        Processes = 50,
        CpuPercent = 150,
    };

    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Version_2_is_used_where_it_has_the_limits()
    {
        var own = Group("unified/system.slice/worker.service", ("cgroup.controllers", "cpu memory pids\n"));

        var groups = Find(
            $"31 23 0:27 / {temporary["unified"]} rw - cgroup2 cgroup2 rw", "0::/system.slice/worker.service");

        Assert.Equal(LimitRegime.CgroupV2, groups.Regime);
        Assert.Equal(["cgroup.controllers"], Directory.GetFileSystemEntries(own).Select(Path.GetFileName));
    }

    [Fact]
    public void A_worker_that_has_moved_finds_the_same_groups_again()
    {
        Group("unified/service", ("cgroup.controllers", "memory pids\n"));
        Group("unified/service/worker", ("cgroup.controllers", "memory pids\n"));

        var groups = Find($"31 23 0:27 / {temporary["unified"]} rw - cgroup2 cgroup2 rw", "0::/service/worker");

        var made = Assert.Throws<FileNotFoundException>(() => groups.Make("one", Limits));
        Assert.Equal(temporary["unified/service/cgroup.procs"], made.FileName);
    }

    [Fact]
    public void Version_1_is_used_where_version_2_has_no_limits()
    {
        Group("unified", ("cgroup.controllers", "\n"));
        Group("memory/own");
        Group("pids");

        var groups = Find(
            $"""
            31 23 0:27 / {temporary["unified"]} rw - cgroup2 cgroup2 rw
            32 23 0:28 / {temporary["memory"]} rw shared:5 - cgroup cgroup rw,memory
            33 23 0:29 / {temporary["pids"]} rw - cgroup cgroup rw,pids
            """,
            "4:memory:/own\n8:pids:/\n0::/");

        Assert.Equal(LimitRegime.CgroupV1, groups.Regime);
    }

    [Fact]
    public void A_container_sees_its_own_part_of_a_tree_as_the_whole()
    {
        Group("memory");
        Group("pids");

        var groups = Find(
            $"""
            32 23 0:28 /docker/abc {temporary["memory"]} rw - cgroup cgroup rw,memory
            33 23 0:29 /docker/abc {temporary["pids"]} rw - cgroup cgroup rw,pids
            """,
            "4:memory:/docker/abc\n8:pids:/docker/abc");

        Assert.Equal(LimitRegime.CgroupV1, groups.Regime);
    }

    [Fact]
    public void Without_a_group_to_write_there_is_the_watch()
    {
        var groups = Find(
            $"31 23 0:27 / {temporary["absent"]} ro - cgroup2 cgroup2 ro", "0::/user.slice/session-1.scope");

        Assert.Equal(LimitRegime.Watch, groups.Regime);
        Assert.Empty(groups.Make("one", Limits));
    }

    [Fact]
    public void In_version_2_the_worker_moves_aside_and_a_sandbox_gets_its_limits()
    {
        const string handed = "cgroup.subtree_control";
        var own = Group(
            "own", ("cgroup.controllers", "cpu io memory pids\n"), ("cgroup.procs", "12\n"), (handed, ""));
        Group("own/worker", ("cgroup.procs", ""));
        Group("own/sandboxes", (handed, ""));
        var sandbox = Group(
            "own/sandboxes/one",
            ("memory.max", ""), ("memory.swap.max", ""), ("pids.max", ""), ("cpu.max", ""), ("cgroup.procs", ""));

        var enter = new CgroupV2(own).Make("one", Limits);

        Assert.Equal([Path.Combine(sandbox, "cgroup.procs")], enter);
        Assert.Equal("12", Read("own/worker/cgroup.procs"));
        Assert.Contains(Read($"own/{handed}"), (string[])["+memory", "+pids", "+cpu"]);
        Assert.Contains(Read($"own/sandboxes/{handed}"), (string[])["+memory", "+pids", "+cpu"]);
        Assert.Equal("104857600", Read("own/sandboxes/one/memory.max"));
        Assert.Equal("0", Read("own/sandboxes/one/memory.swap.max"));
        Assert.Equal("50", Read("own/sandboxes/one/pids.max"));
        Assert.Equal("150000 100000", Read("own/sandboxes/one/cpu.max"));
    }

    [Fact]
    public void In_version_1_a_sandbox_gets_a_group_in_each_tree()
    {
        var memory = Group(
            "memory/tmux-builder/one", ("memory.limit_in_bytes", ""), ("memory.memsw.limit_in_bytes", ""));
        var pids = Group("pids/tmux-builder/one", ("pids.max", ""));
        var cpu = Group("cpu/tmux-builder/one", ("cpu.cfs_period_us", ""), ("cpu.cfs_quota_us", ""));

        var enter = new CgroupV1(temporary["memory"], temporary["pids"], temporary["cpu"]).Make("one", Limits);

        Assert.Equal([.. new[] { memory, pids, cpu }.Select(group => Path.Combine(group, "tasks"))], enter);
        Assert.Equal("104857600", Read("memory/tmux-builder/one/memory.limit_in_bytes"));
        Assert.Equal("104857600", Read("memory/tmux-builder/one/memory.memsw.limit_in_bytes"));
        Assert.Equal("50", Read("pids/tmux-builder/one/pids.max"));
        Assert.Equal("150000", Read("cpu/tmux-builder/one/cpu.cfs_quota_us"));
    }

    [Fact]
    public void What_a_dead_process_left_behind_is_removed_and_nothing_else()
    {
        const int Dead = int.MaxValue;
        string[] kept = [$"check-{Environment.ProcessId}-1", "tb-session", $"picture-{Dead}-1", "check-x-1", "check"];
        foreach (var name in kept.Append($"check-{Dead}-1"))
        {
            Group($"memory/tmux-builder/{name}");
            Group($"pids/tmux-builder/{name}");
        }

        new Confinement(new CgroupV1(temporary["memory"], temporary["pids"], null)).RemoveLeft("check");

        foreach (var tree in (string[])["memory", "pids"])
        {
            Assert.Equal(
                kept.Order(),
                Directory.GetDirectories(temporary[$"{tree}/tmux-builder"]).Select(Path.GetFileName).Order());
        }
    }

    private static ISessionGroups Find(string mounts, string groups) =>
        SessionGroups.Find(mounts.Split('\n'), groups.Split('\n'));

    private string Group(string path, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(temporary[path]).FullName;
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }

    private string Read(string path) => File.ReadAllText(temporary[path]);
}

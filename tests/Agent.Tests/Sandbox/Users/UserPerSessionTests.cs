using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox.Limits;

namespace TmuxBuilder.Agent.Tests.Sandbox.Users;

/// <summary>A worker that is root and may write no control group: each session runs as a user of its own.</summary>
public sealed class UserPerSessionTests : IAsyncDisposable
{
    private const string OnlyAsRoot = "Only a worker that is root gives sessions users of their own.";

    private static readonly SandboxLimits Small = new()
    {
        Processes = 64,
        MemoryBytes = 1L << 30,
    };

    private readonly ProbeFixture fixture = Fixture();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_fork_bomb_is_refused_by_the_kernel_and_takes_nothing_from_a_neighbour()
    {
        var (bomb, neighbour) = (fixture.Prepare(), fixture.Prepare());
        await using var first = await fixture.Agents.StartAsync(bomb, Token);
        await using var second = await fixture.Agents.StartAsync(neighbour, Token);

        await fixture.TypeAsync(
            bomb,
            """
            exec perl -e 'for (1 .. 200) { my $p = fork; if (!defined $p) { $why = $!{EAGAIN} ? "EAGAIN" : $!; last }
              if (!$p) { sleep 600; exit } $n++ } mkdir $n < 64 ? "few-$why" : "MANY"; sleep 600'
            """.ReplaceLineEndings(" "));
        string? came;
        while ((came = Directory.GetDirectories(bomb.Folder).SingleOrDefault()) is null)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal("few-EAGAIN", Path.GetFileName(came));
        var started = await fixture.RunAsync(
            neighbour, "for n in $(seq 40); do sleep 60 & done; jobs | wc -l; kill $(jobs -p)");

        Assert.Equal("40\n", started);
        Assert.Equal(2, (await fixture.Agents.ListLiveAsync(Token)).Count);
    }

    [Fact]
    public async Task Each_session_has_a_user_and_keeps_it()
    {
        var (one, other) = (fixture.Prepare(), fixture.Prepare());
        await using (await fixture.Agents.StartAsync(one, Token))
        {
            await using var second = await fixture.Agents.StartAsync(other, Token);
            Assert.NotEqual(await UserOfAsync(one), await UserOfAsync(other));
            Assert.Equal(await UserOfAsync(one), UserOfProcess(await PaneOfAsync(one)));
        }

        var user = await UserOfAsync(one);
        fixture.Restart();
        await using var again = await fixture.Agents.StartAsync(one, Token);

        Assert.Equal(user, await UserOfAsync(one));
        Assert.InRange(user, 70_000u, 89_999u);
    }

    [Fact]
    public async Task Even_outside_its_sandbox_a_sessions_user_reads_neither_others_nor_the_platform()
    {
        var secret = Path.Combine(fixture.DataFolder, "key");
        var (one, other) = (fixture.Prepare(), fixture.Prepare());
        await using var first = await fixture.Agents.StartAsync(one, Token);
        await File.WriteAllTextAsync(secret, "secret", Token);
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "theirs"), "secret", Token);
        await using var second = await fixture.Agents.StartAsync(other, Token);
        var (mine, theirs) = (await UserOfAsync(one), await UserOfAsync(other));
        var run = new AgentRun(fixture.Folders, other.Session, other.Folder);
        string[] closed =
        [
            $"cat {secret}",
            $"cat {other.Folder}/theirs",
            $"ls {other.Folder}",
            $"ls {fixture.DataFolder}",
            $"ls {fixture.DataFolder}/sessions/active",
            $"ls {fixture.DataFolder}/sessions/folders",
            $"ls {fixture.DataFolder}/run",
            $"cat {run.LaunchFile}",
            $"cat {run.JournalFile}",
            $"cat {run.Paths.Tools}/confine.sh",
            $"socat -u OPEN:/dev/null UNIX-CONNECT:{run.Paths.WorkerSocket}",
            $"kill -0 {await PaneOfAsync(other)}",
            $"cat /proc/{await PaneOfAsync(other)}/environ",
        ];

        Assert.Equal(closed, closed.Where(line => !Does(mine, line)));

        // The same words come through for whom they are open.
        Assert.True(Does(mine, $"ls {one.Folder}"));
        Assert.All(
            closed.Where(line => line.Contains("theirs", StringComparison.Ordinal)
                || line.Contains(run.Paths.Tools, StringComparison.Ordinal)
                || line.Contains(run.Paths.WorkerSocket, StringComparison.Ordinal)
                || line.Contains("kill", StringComparison.Ordinal)
                || line.Contains("environ", StringComparison.Ordinal)),
            line => Assert.True(Does(theirs, line), line));
    }

    [Fact]
    public async Task What_the_worker_adds_later_is_the_agents_own()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        using (var folder = fixture.Folders.Open(start.Session))
        {
            await folder.WriteTextAsync("prompt_1.txt", "one", Token);
            folder.CreateFolder("uploads/deep");
            await folder.WriteBytesAsync("uploads/deep/two", new byte[] { 50 }, Token);
            await folder.AppendTextAsync("log", "three", 100, Token);
            await using var made = folder.CreateFile("four", executable: true);
        }

        var said = await fixture.RunAsync(start, """
            for file in prompt_1.txt uploads/deep/two log four; do echo x >>$file && echo $file; done
            touch uploads/deep/new && echo folder; stat -c %u prompt_1.txt uploads/deep log four | sort -u
            """);

        Assert.Equal("prompt_1.txt\nuploads/deep/two\nlog\nfour\nfolder\n1000\n", said);
    }

    [Fact]
    public async Task A_folder_that_was_roots_is_given_with_all_in_it_and_no_link_is_followed()
    {
        var victim = Path.Combine(fixture.DataFolder, "victim");
        await File.WriteAllTextAsync(victim, "untouched", Token);
        var start = fixture.Prepare();
        Directory.CreateDirectory(Path.Combine(start.Folder, "code/deep"));
        await File.WriteAllTextAsync(Path.Combine(start.Folder, "code/deep/file"), "x", Token);
        File.CreateSymbolicLink(Path.Combine(start.Folder, "link"), victim);
        File.CreateSymbolicLink(Path.Combine(start.Folder, "way"), fixture.DataFolder);
        using (var link = Process.Start("ln", [victim, Path.Combine(start.Folder, "second-name")]))
        {
            await link.WaitForExitAsync(Token);
        }

        await using var agent = await fixture.Agents.StartAsync(start, Token);
        var said = await fixture.RunAsync(start, "echo y >>code/deep/file && rm -r code link way && echo gone");

        Assert.Equal("gone\n", said);
        Assert.Equal(0u, OwnerOf(victim));
        Assert.Equal(0u, FolderOwner.Of(fixture.DataFolder));
    }

    [Fact]
    public async Task Back_under_control_groups_a_folder_is_the_workers_again()
    {
        var start = fixture.Prepare();
        await using (await fixture.Agents.StartAsync(start, Token))
        {
            await fixture.RunAsync(start, "mkdir -p code && echo x >code/file");
        }

        await fixture.Agents.KillAsync(start.Session, Token);
        fixture.Restart(asItIs: true);
        Assert.SkipWhen(
            fixture.Machine.Confinement.Regime == LimitRegime.UserPerSession,
            "This machine has no groups to go back to.");
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        Assert.Equal("x\n", await fixture.RunAsync(start, "cat code/file && echo y >code/file"));
        Assert.Equal(0u, FolderOwner.Of(start.Folder));
    }

    [Fact]
    public async Task Where_users_are_taken_the_watch_is_what_is_left_and_who_requires_limits_is_refused()
    {
        // The range has root's own neighbours in it: /etc/passwd names 65534.
        await using var watched = new ProbeFixture(withoutGroups: true, firstUser: 60_000);
        Assert.Equal(LimitRegime.Watch, watched.Machine.Confinement.Regime);
        Assert.Contains("taken", watched.Machine.Confinement.Problem, StringComparison.Ordinal);
        var start = watched.Prepare();
        await using (await watched.Agents.StartAsync(start, Token))
        {
            Assert.Equal("alive\n", await watched.RunAsync(start, "echo alive"));
        }

        await using var strict = new ProbeFixture(withoutGroups: true, firstUser: 60_000, requireLimits: true);
        var refused = await Assert.ThrowsAsync<AgentStartException>(
            () => strict.Agents.StartAsync(strict.Prepare(), Token));
        Assert.Contains("limits", refused.Message, StringComparison.Ordinal);
    }

    private static ProbeFixture Fixture()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, OnlyAsRoot);
        var made = new ProbeFixture(limits: Small, withoutGroups: true);
        var problem = made.Machine.Confinement.Problem;
        Assert.SkipWhen(problem?.Contains("cannot be reached", StringComparison.Ordinal) == true, problem ?? "");
        Assert.Null(problem);
        Assert.Equal(LimitRegime.UserPerSession, made.Machine.Confinement.Regime);
        return made;
    }

    private async Task<uint> UserOfAsync(AgentStart start)
    {
        var user = await fixture.Machine.Confinement.UserOfAsync(start.Folder, Token);
        Assert.Equal(user, FolderOwner.Of(start.Folder));
        return user!.Value;
    }

    /// <summary>The agent's own process.</summary>
    private async Task<int> PaneOfAsync(AgentStart start)
    {
        var panes = await fixture.Machine.Parts.Terminal.ListAsync(Token);
        return Agent.Processes.PaneProcesses.AgentOf(
            panes.Single(pane => pane.Name == AgentRun.NameOf(start.Session)).ProcessId)!.Value;
    }

    private static uint UserOfProcess(int process) => uint.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t')[1],
        CultureInfo.InvariantCulture);

    private static uint OwnerOf(string file)
    {
        using var folder = Libc.OpenFolder(Path.GetDirectoryName(file)!, out _);
        return Libc.Status(folder, Path.GetFileName(file)).Owner;
    }

    /// <summary>Whether a user can do something outside every sandbox.</summary>
    private static bool Does(uint user, string line)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(new ProcessStartInfo(
            "setpriv", ["--reuid", number, "--regid", number, "--clear-groups", "/bin/sh", "-c", line])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

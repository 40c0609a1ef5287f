using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class SandboxTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task The_guid_is_nowhere_inside()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var found = await fixture.RunAsync(start, """
            env
            cat /proc/*/environ /proc/*/cmdline /proc/*/mountinfo /proc/*/mounts /proc/net/unix 2>/dev/null | tr '\0' '\n'
            ls -laR /session /sock /opt /etc /tmp /run /dev 2>/dev/null
            cat /etc/* /opt/tb/* 2>/dev/null
            find /session -type f ! -name probe.out -exec cat {} + 2>/dev/null
            hostname; tty; id
            """);

        Assert.Contains("worker.sock", found, StringComparison.Ordinal);
        Assert.DoesNotContain(start.Session.Short, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_host_is_seen()
    {
        const string name = "TB_TEST_HOST_SECRET";
        var secret = RandomNumberGenerator.GetHexString(16);
        Environment.SetEnvironmentVariable(name, secret);
        var other = fixture.Prepare();
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "theirs.txt"), secret, Token);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var seen = await fixture.RunAsync(start, $"""
            cat /proc/*/environ | tr '\0' '\n'
            for path in {other.Folder} {fixture.DataFolder} {fixture.Folders.SocketFolderOf(other.Session)} /root /home /etc/shadow /var/lib /etc/ssl/private; do
              [ -e "$path" ] && echo "VISIBLE $path"
            done
            echo "processes $(ls -d /proc/[0-9]* | wc -l)"
            grep -h . /proc/*/comm | tr '\n' ' '
            """);

        Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("VISIBLE", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("tmux", seen.Split("processes")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_session_and_tmp_can_be_written()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var written = await fixture.RunAsync(start, """
            for path in / /sock /opt /opt/tb /etc /usr /usr/local/bin /bin /var /run /proc/sys/kernel /session /tmp; do
              touch "$path/written" 2>/dev/null && echo "$path"
            done
            echo x >>/opt/tb/hook.sh && echo hook.sh
            rm -f /sock/worker.sock && echo worker.sock
            """);

        Assert.Equal(
            ["/session", "/tmp"],
            written.Split('\n').Where(line => line.Length > 0 && !line.Contains(' ', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_network_is_reached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var reached = await fixture.RunAsync(start, $"""
            for place in 127.0.0.1/{port} 169.254.169.254/80 1.1.1.1/443; do
              (exec 3<>/dev/tcp/$place) 2>/dev/null && echo "REACHED $place"
            done
            grep -c : /proc/net/dev
            (exec 3<>/dev/tcp/127.0.0.1/3128) && echo proxy
            """);

        Assert.Equal("1\nproxy\n", reached);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task No_new_user_namespace_and_no_capability_is_had()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var answer = await fixture.RunAsync(start, """
            unshare --user true && echo UNSHARED
            grep -E 'CapEff|NoNewPrivs' /proc/self/status | tr -d '\t'
            id -u
            """);

        Assert.DoesNotContain("UNSHARED", answer, StringComparison.Ordinal);
        Assert.EndsWith("CapEff:0000000000000000\nNoNewPrivs:1\n1000\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kill_takes_everything_that_was_started()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        var mark = $"1{RandomNumberGenerator.GetInt32(100_000, 999_999)}";
        await fixture.RunAsync(start, $"""
            setsid nohup sleep {mark} >/dev/null 2>&1 & disown; sleep {mark} >/dev/null 2>&1 &
            until [ "$(pgrep -cxf 'sleep {mark}')" = 2 ]; do sleep 0.01; done
            """);
        Assert.Equal(2, Sleeping(mark));

        await fixture.Agents.KillAsync(start.Session, Token);

        Assert.Equal(0, Sleeping(mark));
    }

    [Fact]
    public async Task What_an_agent_leaves_in_its_folder_cannot_mislead_the_next_start()
    {
        using var temporary = new TemporaryFolder();
        var victim = temporary["victim"];
        await File.WriteAllTextAsync(victim, "untouched", Token);
        var start = fixture.Prepare();
        foreach (var name in (string[])["notify.sh", "deploy.sh", ".spool"])
        {
            File.CreateSymbolicLink(Path.Combine(start.Folder, name), victim);
        }

        await using var agent = await fixture.Agents.StartAsync(start, Token);
        await fixture.RunAsync(start, "true");

        Assert.Equal("untouched", await File.ReadAllTextAsync(victim, Token));
        Assert.Null(new FileInfo(Path.Combine(start.Folder, "notify.sh")).LinkTarget);
    }

    [Fact]
    public async Task The_machine_says_that_it_can_sandbox()
    {
        Assert.Null(await fixture.Machine.SandboxProblemAsync(Token));
        Assert.Null(await fixture.Machine.TerminalProblemAsync(Token));
    }

    private static int Sleeping(string mark) => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline") == $"sleep\0{mark}\0";
        }
        catch (IOException)
        {
            return false;
        }
    });
}

using System.Diagnostics;
using System.Net.Sockets;
using TmuxBuilder.Builder.Checkpoints;

namespace TmuxBuilder.Builder.Tests.Checkpoints;

/// <summary>The agent may put anything into its folder, at any moment.</summary>
public sealed class HostileWorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Links_pipes_and_sockets_are_left_out_and_what_links_name_is_not_read()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        var code = Path.Combine(workspace.Folder, "code");
        File.CreateSymbolicLink(Path.Combine(code, "passwd"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(code, "etc"), "/etc");
        File.CreateSymbolicLink(Path.Combine(code, "loop"), ".");
        await RunAsync("mkfifo", Path.Combine(code, "pipe"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(code, "s")));

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());

        Assert.Equal("code/a.txt", Assert.Single((await workspace.ManifestAsync()).Files).Path);
        Assert.Equal(CheckpointOutcome.Unchanged, await workspace.SaveAsync());
    }

    [Fact]
    public async Task A_folder_exchanged_for_a_link_is_not_followed()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.SaveAsync();
        var outside = Directory.CreateTempSubdirectory("tb-outside-");
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "a.txt"), "not yours", Token);
        Directory.Delete(Path.Combine(workspace.Folder, "code"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(workspace.Folder, "code"), outside.FullName);

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());

        Assert.Empty((await workspace.ManifestAsync()).Files);
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_that_claims_a_terabyte_is_told_of_once_and_not_read()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.SaveAsync();
        var stored = await workspace.StoredAsync();
        await using (var file = File.Create(Path.Combine(workspace.Folder, "code/huge")))
        {
            file.SetLength(1L << 40);
        }

        var first = await workspace.ResultAsync();
        var second = await workspace.ResultAsync();

        Assert.Equal((CheckpointOutcome.TooLarge, SessionCheckpoints.TooLargeSentence), (first.Outcome, first.Told));
        Assert.Contains("1099511627777 bytes", first.Detail, StringComparison.Ordinal);
        Assert.Equal((CheckpointOutcome.TooLarge, null), (second.Outcome, second.Told));
        Assert.Equal(stored, await workspace.StoredAsync());
        File.Delete(Path.Combine(workspace.Folder, "code/huge"));
        Assert.Equal(CheckpointOutcome.Unchanged, await workspace.SaveAsync());
        Assert.Null((await workspace.Machine.Sessions.FindAsync(workspace.Id, Token))?.CheckpointProblem);
    }

    [Fact]
    public async Task More_files_than_are_stored_are_told_of()
    {
        await using var workspace = await Workspace.NewAsync(options => options with { MaxFiles = 10 });
        for (var number = 0; number <= 10; number++)
        {
            await workspace.WriteAsync($"code/{number}", "");
        }

        Assert.Equal(CheckpointOutcome.TooLarge, await workspace.SaveAsync());

        File.Delete(Path.Combine(workspace.Folder, "code/10"));
        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());
    }

    [Fact]
    public async Task Folders_nested_without_end_cost_what_lies_deep_and_nothing_else()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await workspace.WriteAsync($"code{string.Concat(Enumerable.Repeat("/d", 200))}/deep.txt", "deep");

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());

        Assert.Equal("code/a.txt", Assert.Single((await workspace.ManifestAsync()).Files).Path);
        workspace.Lose();
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());
    }

    [Theory]
    [InlineData("@-99999999999")]
    [InlineData("@99999999999999")]
    public async Task A_file_of_an_impossible_time_comes_back(string time)
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/a.txt", "a");
        await RunAsync("touch", "-d", time, Path.Combine(workspace.Folder, "code/a.txt"));
        await workspace.SaveAsync();
        workspace.Lose();

        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());

        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(workspace.Folder, "code/a.txt"), Token));
    }

    [Fact]
    public async Task Names_that_are_no_text_cost_only_their_own_files()
    {
        await using var workspace = await Workspace.NewAsync();
        await workspace.WriteAsync("code/line\nbreak\u001b[2J.txt", "a");
        await workspace.WriteAsync("code/back\\slash.txt", "b");
        await RunAsync("bash", "-c", $"printf x > \"{workspace.Folder}/code/\"$'\\xff\\xfe'");

        Assert.Equal(CheckpointOutcome.Saved, await workspace.SaveAsync());

        Assert.Equal(
            ["code/back\\slash.txt", "code/line\nbreak\u001b[2J.txt"],
            (await workspace.ManifestAsync()).Files.Select(file => file.Path));
        workspace.Lose();
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());
    }

    [Fact]
    public async Task Files_that_change_all_the_while_are_stored_as_they_were_at_one_moment()
    {
        await using var workspace = await Workspace.NewAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var file = Path.Combine(workspace.Folder, "code/busy.log");
        await workspace.WriteAsync("code/busy.log", "begin");
        var changing = Task.Run(() => ChangeAsync(file, stop.Token), Token);

        for (var times = 0; times < 20; times++)
        {
            Assert.Contains(
                await workspace.SaveAsync(), new[] { CheckpointOutcome.Saved, CheckpointOutcome.Unchanged });
        }

        await stop.CancelAsync();
        await changing;
        workspace.Lose();
        Assert.Equal(RestoreOutcome.Restored, await workspace.RestoreAsync());
        Assert.True(File.Exists(file));
    }

    /// <summary>Grows a file beyond what is small, and cuts it, again and again.</summary>
    private static async Task ChangeAsync(string path, CancellationToken stop)
    {
        await using var file = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var bytes = new byte[100_000];
        while (!stop.IsCancellationRequested)
        {
            Random.Shared.NextBytes(bytes);
            file.Write(bytes);
            file.Flush();
            if (file.Length > 2_000_000)
            {
                file.SetLength(0);
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }
}

using System.Diagnostics;
using System.Text;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Tests.Folders;

public sealed class SafeFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string path;
    private readonly string outside;
    private readonly SafeFolder folder;

    public SafeFolderTests()
    {
        path = Directory.CreateDirectory(temporary["session"]).FullName;
        outside = temporary["secret.txt"];
        File.WriteAllText(outside, "secret");
        folder = SafeFolder.Open(path);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_read_back_and_no_temporary_name_stays()
    {
        folder.CreateFolder("code/src");

        await folder.WriteTextAsync("code/src/é.txt", "one", Token);
        await folder.WriteTextAsync("code/src/é.txt", "two", Token);

        Assert.Equal("two", await folder.ReadTextAsync("code/src/é.txt", 100, Token));
        Assert.Equal(["é.txt"], folder.List("code/src").Select(entry => entry.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../secret.txt")]
    [InlineData("code/../../secret.txt")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    public async Task A_path_that_is_no_plain_way_down_is_refused(string hostile)
    {
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTextAsync(hostile, 100, Token));
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.WriteTextAsync(hostile, "x", Token));
        Assert.Throws<UnsafePathException>(() => folder.Delete(hostile));
        Assert.Throws<UnsafePathException>(() => folder.CreateFolder(hostile));
        Assert.Throws<UnsafePathException>(() => folder.OpenRead(hostile));
    }

    [Fact]
    public async Task A_link_is_never_read()
    {
        File.CreateSymbolicLink(Path.Combine(path, "file"), outside);
        File.CreateSymbolicLink(Path.Combine(path, "up"), temporary.Path);

        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTextAsync("file", 100, Token));
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTextAsync("up/secret.txt", 100, Token));
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTailAsync("file", 100, Token));
        Assert.Throws<UnsafePathException>(() => folder.List("up"));
        Assert.Throws<UnsafePathException>(() => folder.OpenRead("file"));
    }

    [Fact]
    public async Task A_link_is_never_written_through()
    {
        File.CreateSymbolicLink(Path.Combine(path, "file"), outside);
        File.CreateSymbolicLink(Path.Combine(path, "up"), temporary.Path);

        await folder.WriteTextAsync("file", "mine", Token);

        Assert.Null(new FileInfo(Path.Combine(path, "file")).LinkTarget);
        Assert.Equal("secret", await File.ReadAllTextAsync(outside, Token));
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.WriteTextAsync("up/new.txt", "x", Token));
        Assert.Throws<UnsafePathException>(() => folder.CreateFolder("up/new"));
        Assert.Throws<UnsafePathException>(() => folder.Delete("up/secret.txt"));
        Assert.False(File.Exists(temporary["new.txt"]));
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public async Task What_stands_where_the_platform_needs_a_folder_or_a_file_makes_room()
    {
        File.CreateSymbolicLink(Path.Combine(path, "up"), temporary.Path);
        await folder.WriteTextAsync("tmp", "a file", Token);
        folder.CreateFolder("status.json/deep");

        folder.ClaimFolder("up/new");
        folder.ClaimFolder("tmp");
        await folder.WriteTextAsync("status.json", "mine", Token);

        Assert.True(Directory.Exists(Path.Combine(path, "up", "new")));
        Assert.False(Directory.Exists(temporary["new"]));
        Assert.True(File.Exists(outside));
        Assert.Empty(folder.List("tmp"));
        Assert.Equal("mine", await folder.ReadTextAsync("status.json", 100, Token));
    }

    [Fact]
    public async Task A_folder_that_is_claimed_again_keeps_what_is_in_it()
    {
        folder.ClaimFolder("code/src");
        await folder.WriteTextAsync("code/src/a", "x", Token);

        folder.ClaimFolder("code/src");

        Assert.True(folder.HasFile("code/src/a"));
        Assert.False(folder.HasFile("code/src"));
        Assert.False(folder.HasFile("none"));
    }

    [Fact]
    public async Task Appending_does_not_follow_a_link_and_starts_anew_at_its_limit()
    {
        File.CreateSymbolicLink(Path.Combine(path, "link"), outside);
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.AppendTextAsync("link", "x", 100, Token));

        await folder.AppendTextAsync("log", "12345", 10, Token);
        await folder.AppendTextAsync("log", "67890", 10, Token);
        Assert.Equal("1234567890", await folder.ReadTextAsync("log", 100, Token));

        await folder.AppendTextAsync("log", "new", 10, Token);
        Assert.Equal("new", await folder.ReadTextAsync("log", 100, Token));
        Assert.Equal("secret", await File.ReadAllTextAsync(outside, Token));
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_its_other_end()
    {
        using var mkfifo = Process.Start("mkfifo", [Path.Combine(path, "pipe")]);
        await mkfifo.WaitForExitAsync(Token);

        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTextAsync("pipe", 100, Token));
        await Assert.ThrowsAsync<UnsafePathException>(() => folder.AppendTextAsync("pipe", "x", 100, Token));
        Assert.Equal(FolderEntryKind.Other, Assert.Single(folder.List("")).Kind);
    }

    [Fact]
    public async Task A_file_larger_than_asked_for_is_refused_and_its_tail_can_be_read()
    {
        await using (var huge = File.Create(Path.Combine(path, "huge")))
        {
            huge.SetLength(8L << 30);
            huge.Seek(-3, SeekOrigin.End);
            huge.Write("end"u8);
        }

        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadBytesAsync("huge", 1 << 20, Token));
        var tail = Assert.IsType<byte[]>(await folder.ReadTailAsync("huge", 3, Token));
        Assert.Equal("end", Encoding.ASCII.GetString(tail));
    }

    [Fact]
    public async Task A_folder_exchanged_for_a_link_between_two_calls_leads_nowhere()
    {
        folder.CreateFolder("code");
        await folder.WriteTextAsync("code/secret.txt", "harmless", Token);

        Directory.Delete(Path.Combine(path, "code"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(path, "code"), temporary.Path);

        await Assert.ThrowsAsync<UnsafePathException>(() => folder.ReadTextAsync("code/secret.txt", 100, Token));
    }

    [Fact]
    public async Task A_folder_exchanged_for_a_link_over_and_over_never_shows_what_is_outside()
    {
        folder.CreateFolder("real");
        await folder.WriteTextAsync("real/secret.txt", "harmless", Token);
        var (real, code, link) = (Path.Combine(path, "real"), Path.Combine(path, "code"), Path.Combine(path, "link"));
        File.CreateSymbolicLink(link, temporary.Path);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var swapping = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Directory.Move(real, code);
                    Directory.Move(code, real);
                    Directory.Move(link, code);
                    Directory.Move(code, link);
                }
            },
            Token);

        var seen = new HashSet<string>();
        for (var attempt = 0; attempt < 5000; attempt++)
        {
            try
            {
                seen.Add(await folder.ReadTextAsync("code/secret.txt", 100, Token) ?? "absent");
            }
            catch (UnsafePathException)
            {
                seen.Add("refused");
            }
        }

        await stop.CancelAsync();
        await swapping;
        Assert.DoesNotContain("secret", seen);
    }

    [Fact]
    public async Task Absent_things_are_said_to_be_absent()
    {
        Assert.Null(await folder.ReadTextAsync("none", 10, Token));
        Assert.Null(await folder.ReadTailAsync("no/such", 10, Token));
        Assert.Null(folder.OpenRead("none"));
        Assert.Empty(folder.List("none"));
        Assert.False(folder.Delete("none"));
        Assert.False(folder.Delete("no/such"));
        Assert.False(folder.Rename("no/such", "other"));
        folder.DeleteTree("none");
        folder.DeleteTree("no/such");
        Assert.Throws<DirectoryNotFoundException>(() => SafeFolder.Open(temporary["none"]));
    }

    [Fact]
    public void Removing_a_tree_removes_links_and_not_what_they_name()
    {
        folder.CreateFolder("tree/deep");
        Directory.CreateDirectory(temporary["other"]);
        File.WriteAllText(temporary["other/kept"], "x");
        File.CreateSymbolicLink(Path.Combine(path, "tree", "deep", "out"), temporary["other"]);
        File.CreateSymbolicLink(Path.Combine(path, "up"), temporary["other"]);

        folder.DeleteTree("tree");
        folder.DeleteTree("up/kept");
        folder.DeleteTree("up");

        Assert.Empty(folder.List(""));
        Assert.True(File.Exists(temporary["other/kept"]));
    }

    [Fact]
    public async Task A_new_name_stays_in_the_same_folder()
    {
        folder.CreateFolder("code");
        await folder.WriteTextAsync("code/a", "x", Token);

        Assert.True(folder.Rename("code/a", "b"));
        Assert.Throws<UnsafePathException>(() => folder.Rename("code/b", "../b"));

        Assert.Equal("x", await folder.ReadTextAsync("code/b", 10, Token));
    }
}

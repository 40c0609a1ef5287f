using System.Diagnostics;
using System.Security.Cryptography;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Tests.Folders;

public sealed class TreeCopyTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string path;
    private readonly SafeFolder folder;

    public TreeCopyTests()
    {
        path = temporary["session"];
        Directory.CreateDirectory(path);
        folder = SafeFolder.Open(path);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.DeleteTree("dist");
        folder.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public async Task A_copy_takes_regular_files_and_says_what_it_refused()
    {
        folder.CreateFolder("dist/assets");
        await folder.WriteTextAsync("dist/index.html", "<h1>", Token);
        await folder.WriteTextAsync("dist/assets/a.js", "let a", Token);
        await folder.WriteTextAsync("dist/assets/big.bin", new string('x', 2000), Token);
        File.CreateSymbolicLink(Path.Combine(path, "dist", "passwd"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(path, "dist", "up"), "../..");

        var report = await folder.CopyTreeAsync(
            "dist", temporary["copy"], new CopyLimits(100, 10_000, 1000), Nothing, Token);

        Assert.Equal(["assets/a.js", "index.html"], report.Files.Select(file => file.Path));
        Assert.Equal([5L, 4L], report.Files.Select(file => file.Size));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("let a"u8)), report.Files[0].Sha256);
        Assert.Equal(["assets/big.bin", "passwd", "up"], report.Refused.Keys);
        Assert.Equal("let a", await File.ReadAllTextAsync(temporary["copy/assets/a.js"], Token));
        Assert.False(File.Exists(temporary["copy/passwd"]));
    }

    [Fact]
    public async Task A_copy_ends_at_its_limits()
    {
        folder.CreateFolder("dist");
        for (var number = 0; number < 10; number++)
        {
            await folder.WriteTextAsync($"dist/{number}", "12345", Token);
        }

        var few = await folder.CopyTreeAsync(
            "dist", temporary["few"], new CopyLimits(3, 1000, 1000), Nothing, Token);
        var small = await folder.CopyTreeAsync(
            "dist", temporary["small"], new CopyLimits(100, 12, 1000), Nothing, Token);

        Assert.Equal(3, few.Files.Count);
        Assert.NotEmpty(few.Refused);
        Assert.Equal(10, small.Files.Sum(file => file.Size));
        Assert.NotEmpty(small.Refused);
    }

    [Fact]
    public async Task A_copy_leaves_out_what_the_caller_has_already_and_still_names_it()
    {
        folder.CreateFolder("dist");
        await folder.WriteTextAsync("dist/same.js", "let a", Token);
        await folder.WriteTextAsync("dist/other.js", "let b", Token);
        var known = Convert.ToHexStringLower(SHA256.HashData("let a"u8));

        var report = await folder.CopyTreeAsync(
            "dist", temporary["copy"], new CopyLimits(10, 100, 100), (_, size) => size == 5 ? known : null, Token);

        Assert.Equal([("other.js", false), ("same.js", true)], report.Files.Select(file => (file.Path, file.IsKnown)));
        Assert.Equal(["other.js"], Directory.EnumerateFiles(temporary["copy"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_copy_makes_no_folder_for_what_the_caller_has_already()
    {
        folder.CreateFolder("dist/deep/down");
        await folder.WriteTextAsync("dist/deep/down/same.js", "let a", Token);
        var known = Convert.ToHexStringLower(SHA256.HashData("let a"u8));

        var report = await folder.CopyTreeAsync(
            "dist", temporary["copy"], new CopyLimits(10, 100, 100), (_, _) => known, Token);

        Assert.Equal(["deep/down/same.js"], report.Files.Select(file => file.Path));
        Assert.False(Directory.Exists(temporary["copy"]));
    }

    [Fact]
    public async Task A_copy_reads_no_device()
    {
        // Devices of the machine's own: an agent cannot make any, and neither can these tests.
        using var root = SafeFolder.Open("/");

        var report = await root.CopyTreeAsync(
            "dev/pts", temporary["copy"], new CopyLimits(100, 100, 100), Nothing, Token);

        Assert.Empty(report.Files);
        Assert.NotEmpty(report.Refused);

        // There may be more terminals on this machine than refusals are told of.
        Assert.All(
            report.Refused.Values.Where(reason => !reason.StartsWith("There are more", StringComparison.Ordinal)),
            reason => Assert.Contains("devices", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_that_is_swapped_in_while_it_copies_is_never_followed()
    {
        const int MaxRounds = 5000;
        folder.CreateFolder("dist/sub");
        Directory.CreateDirectory(temporary["outside"]);
        await File.WriteAllTextAsync(temporary["outside/page.html"], "secret", Token);
        await folder.WriteTextAsync("dist/page.html", "plain", Token);
        await folder.WriteTextAsync("dist/sub/page.html", "plain", Token);
        await folder.WriteTextAsync("plain.html", "plain", Token);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() => Swap(stop.Token), Token);

        var (copied, refused) = (0, 0);
        for (var round = 0; round < MaxRounds && (round < 200 || copied == 0 || refused == 0); round++)
        {
            var report = await folder.CopyTreeAsync(
                "dist", temporary[$"copy-{round}"], new CopyLimits(10, 1000, 1000), Nothing, Token);
            (copied, refused) = (copied + report.Files.Count, refused + report.Refused.Count);
            Assert.All(report.Files, file => Assert.Equal(
                "plain", File.ReadAllText(Path.Combine(temporary[$"copy-{round}"], file.Path))));
        }

        await stop.CancelAsync();
        await swapping;
        Assert.True(copied > 0 && refused > 0, $"{copied} copied, {refused} refused: nothing was swapped in between.");
    }

    /// <summary>Files and links take each other's place by one rename, as whoever attacks would have it.</summary>
    private void Swap(CancellationToken stop)
    {
        var (page, sub) = (Path.Combine(path, "dist", "page.html"), Path.Combine(path, "dist", "sub"));
        var (fresh, aside) = (Path.Combine(path, "fresh"), Path.Combine(path, "aside"));
        while (!stop.IsCancellationRequested)
        {
            File.CreateSymbolicLink(fresh, temporary["outside/page.html"]);
            File.Move(fresh, page, overwrite: true);
            Directory.Move(sub, aside);
            File.CreateSymbolicLink(sub, temporary["outside"]);
            File.Copy(Path.Combine(path, "plain.html"), fresh);
            File.Move(fresh, page, overwrite: true);
            File.Delete(sub);
            Directory.Move(aside, sub);
        }
    }

    [Fact]
    public async Task A_copy_refuses_names_that_no_address_has()
    {
        folder.CreateFolder("dist");
        await folder.WriteTextAsync("dist/plain", "x", Token);
        await folder.WriteTextAsync("dist/two\nlines", "x", Token);
        using var touch = Process.Start("bash", ["-c", "echo x > \"$0\"/$'raw\\xff'", Path.Combine(path, "dist")]);
        await touch.WaitForExitAsync(Token);

        var report = await folder.CopyTreeAsync(
            "dist", temporary["copy"], new CopyLimits(10, 100, 100), Nothing, Token);

        Assert.Equal(["plain"], report.Files.Select(file => file.Path));
        Assert.Equal(2, report.Refused.Count);
    }

    [Fact]
    public async Task A_copy_of_a_link_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(path, "dist"), temporary.Path);

        await Assert.ThrowsAsync<UnsafePathException>(
            () => folder.CopyTreeAsync("dist", temporary["copy"], new CopyLimits(10, 10, 10), Nothing, Token));
    }

    private static string? Nothing(string path, long size) => null;
}

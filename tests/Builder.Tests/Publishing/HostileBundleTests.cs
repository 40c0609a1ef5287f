using System.Diagnostics;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Tests.Publishing;

/// <summary>Whatever an agent puts into its built folder: it is told why not, and the site stays as it was.</summary>
public sealed class HostileBundleTests
{
    private const int ManyFiles = 100_000;
    private const long HugeBytes = 2L << 30;

    private static readonly Dictionary<string, (Action<string> Make, string Reason)> Bundles = new()
    {
        ["a link to a file outside"] =
            (dist => File.CreateSymbolicLink(Path.Combine(dist, "passwd.txt"), "/etc/passwd"), "Links"),
        ["a link to a file inside"] =
            (dist => File.CreateSymbolicLink(Path.Combine(dist, "about.html"), "index.html"), "Links"),
        ["a link to a folder outside"] =
            (dist => File.CreateSymbolicLink(Path.Combine(dist, "up"), "../../.."), "Links"),
        ["a page that is a link"] = (dist =>
        {
            File.Delete(Path.Combine(dist, "index.html"));
            File.CreateSymbolicLink(Path.Combine(dist, "index.html"), "/etc/passwd");
        }, "Links"),
        ["a pipe nobody writes to"] = (dist => Run("mkfifo", Path.Combine(dist, "pipe.html")), "pipes"),
        ["a name with a backslash"] = (dist => Write(dist, "..\\..\\evil.html"), "no address"),
        ["a name with escaped dots"] = (dist => Write(dist, "%2e%2e%2fevil.html"), "no address"),
        ["a name that reads backwards"] = (dist => Write(dist, "lmth.\u202Egnp"), "no address"),
        ["a name with a control character"] = (dist => Write(dist, "a\u001b[2Jb.html"), "control characters"),
        ["a name with a line end"] = (dist => Write(dist, "index.html\nevil"), "control characters"),
        ["a name that is no UTF-8"] =
            (dist => Run("bash", "-c", "echo x > \"$0\"/$'raw\\xff.html'", dist), "no UTF-8"),
        ["names that look alike"] = (dist => Write(dist, "INDEX.html"), "differ only in case"),
        ["folders without end"] = (dist => Directory.CreateDirectory(
            Path.Combine([dist, .. Enumerable.Repeat("deep", 60)])), "too deep"),
        ["more folders than files may be"] = (dist =>
        {
            for (var number = 0; number <= 20_001; number++)
            {
                Directory.CreateDirectory(Path.Combine(dist, $"folder-{number}"));
            }
        }, "more than 20000"),
        ["100,000 empty files"] = (dist =>
        {
            for (var number = 0; number < ManyFiles; number++)
            {
                File.OpenHandle(Path.Combine(dist, $"{number}.txt"), FileMode.CreateNew, FileAccess.Write).Dispose();
            }
        }, "more than 20000"),
        ["a file of 2 GB"] = (dist => Grow(dist, "film.mp4", HugeBytes), "One file may have"),
        ["more than 500 MB"] = (dist =>
        {
            Grow(dist, "1.bin", 180 << 20);
            Grow(dist, "2.bin", 180 << 20);
            Grow(dist, "3.bin", 180 << 20);
        }, "all together"),
        ["a secret without an extension"] =
            (dist => File.WriteAllText(Path.Combine(dist, "notes"), "key AKIA" + "ABCDEFGHIJKLMNOP"), "secret"),
        ["a private key"] = (dist => Write(dist, "key.pem"), "secrets"),
    };

    public static TheoryData<string> Names => [.. Bundles.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_bundle_is_refused_with_its_reason_and_the_site_stays(string name)
    {
        var (make, reason) = Bundles[name];
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var good = await machine.PublishAsync(session, pane, "good");
        make(Dist(machine, session));
        var output = new List<string>();

        Assert.Equal(3, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"], output));

        Assert.StartsWith("Refused: ", output[0], StringComparison.Ordinal);
        Assert.Contains(reason, output[0], StringComparison.Ordinal);
        Assert.DoesNotContain(output[0], char.IsControl);
        Assert.StartsWith("Cure: ", output[1], StringComparison.Ordinal);
        await machine.AssertShowsAsync(session, good, "good", SiteState.Propagating);
        Assert.Single(await machine.ReleasesAsync(await machine.SiteAsync(session)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(machine.Options.DataFolder, "tmp")));
    }

    [Fact]
    public async Task What_is_swapped_in_after_the_copy_is_not_published()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        await machine.PublishAsync(session, pane, "good");
        await machine.BuildAsync(session, "better");
        var dist = Dist(machine, session);
        var swapped = false;
        machine.Crash.At<ISitePublisher>(nameof(ISitePublisher.UploadAsync), _ =>
        {
            Directory.Delete(dist, recursive: true);
            File.CreateSymbolicLink(dist, "/etc");
            swapped = true;
            return false;
        });

        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));

        Assert.True(swapped);
        var site = await machine.SiteAsync(session);
        await machine.AssertShowsAsync(session, site.CurrentRelease!.Value, "better", SiteState.Propagating);
        var manifest = await machine.Get<ISitePublisher>().FindManifestAsync(site, site.CurrentRelease.Value, Token);
        Assert.Equal(["assets/site.css", "index.html"], manifest?.Files.Select(file => file.Path));
    }

    [Fact]
    public async Task Names_of_any_script_are_published()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        await machine.BuildAsync(session, "good");
        string[] names = ["чай/меню.html", "お茶.html", "شاي.html", "תה.html", "ชา.html", "👩\u200d🍳.html", "café.html"];
        foreach (var name in names)
        {
            await machine.WriteAsync(session, $"code/dist/{name}", "<!doctype html>");
        }

        Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", "tea-shop"]));

        var site = await machine.SiteAsync(session);
        var manifest = await machine.Get<ISitePublisher>().FindManifestAsync(site, site.CurrentRelease!.Value, Token);
        Assert.All(names, name => Assert.NotNull(manifest?.Find(name)));
    }

    private static string Dist(Machine machine, Session session) =>
        Path.Combine(machine.Folders.FolderOf(session.Id), "code", "dist");

    private static void Write(string dist, string name) =>
        File.WriteAllText(Path.Combine(dist, name), "<!doctype html>");

    /// <summary>Without a byte on the disk.</summary>
    private static void Grow(string dist, string name, long length)
    {
        using var file = File.Create(Path.Combine(dist, name));
        file.SetLength(length);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

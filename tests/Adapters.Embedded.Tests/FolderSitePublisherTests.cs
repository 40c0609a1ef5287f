using System.Diagnostics;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class FolderSitePublisherTests : SitePublisherContract
{
    [Fact]
    public void An_address_is_below_the_hosts_own() => Assert.Equal(
        new Uri("http://tmux-one.localhost:8000/"), World.Get<ISitePublisher>().UrlOf("tmux-one"));

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("a\n")]
    public async Task A_bucket_of_another_form_is_our_own_mistake(string bucket)
    {
        var site = World.NewSite(World.NewSession().Id) with { Bucket = bucket };
        var publisher = World.Get<ISitePublisher>();

        await Assert.ThrowsAsync<ArgumentException>(() => publisher.EnsureAsync(site, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => publisher.RemoveAsync(site, Cancellation));
    }

    [Fact]
    public async Task A_link_in_the_copy_is_refused_and_leaves_nothing()
    {
        var world = (EmbeddedWorld)World;
        var folder = Directory.CreateDirectory(Path.Combine(world.Folder, "built")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "passwd"), "/etc/passwd");
        var manifest = new ReleaseManifest(
            [new ReleaseFile("passwd", new FileInfo("/etc/passwd").Length, new string('a', 64))]);
        var site = World.NewSite(World.NewSession().Id);
        var release = ReleaseId.New(Time);

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            World.Get<ISitePublisher>().UploadAsync(site, release, manifest, folder, null, Cancellation));

        Assert.False(await World.Get<ISitePublisher>().PromoteAsync(site, release, Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(world.Folder, ".writing")));
    }

    [Fact]
    public async Task Unchanged_bytes_are_on_the_disk_once()
    {
        var world = (EmbeddedWorld)World;
        var publisher = World.Get<ISitePublisher>();
        var site = World.NewSite(World.NewSession().Id);
        var releases = new[] { ReleaseId.New(Time), ReleaseId.New(Time) };
        foreach (var release in releases)
        {
            var folder = Directory.CreateDirectory(Path.Combine(world.Folder, release.Value)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "a"), "same", Cancellation);
            var manifest = new ReleaseManifest([new ReleaseFile("a", 4, new string('a', 64))]);
            await publisher.EnsureAsync(site, Cancellation);
            await publisher.UploadAsync(site, release, manifest, folder, null, Cancellation);
            Assert.True(await publisher.PromoteAsync(site, release, Cancellation));
            Directory.Delete(folder, recursive: true);
        }

        var files = releases.Select(id => Path.Combine(world.Folder, "sites", site.Bucket, "releases", id.Value, "a"));

        Assert.Single(files.Select(Inode).Distinct());
    }

    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();

    protected override async Task<string?> FetchAsync(Site site, string path)
    {
        var folder = Path.Combine(((EmbeddedWorld)World).Folder, "sites", site.Bucket);
        var pointer = Path.Combine(folder, "current");
        if (!File.Exists(pointer))
        {
            return null;
        }

        var file = Path.Combine(folder, "releases", (await File.ReadAllLinesAsync(pointer, Cancellation))[0], path);
        return File.Exists(file) ? await File.ReadAllTextAsync(file, Cancellation) : null;
    }

    private static string Inode(string file)
    {
        using var stat = Process.Start(
            new ProcessStartInfo("stat", ["-c", "%i", file]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd();
    }
}

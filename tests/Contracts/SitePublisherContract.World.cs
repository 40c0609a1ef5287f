using System.Security.Cryptography;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <content>What the tests do and look at.</content>
public abstract partial class SitePublisherContract : PortContract
{
    private readonly string built = Directory.CreateTempSubdirectory("tb-built-").FullName;

    private ISitePublisher Publisher => World.Get<ISitePublisher>();

    /// <summary>What the world sees at a path of the site now, or <see langword="null"/>.</summary>
    protected abstract Task<string?> FetchAsync(Site site, string path);

    protected override ValueTask DisposeCoreAsync()
    {
        Directory.Delete(built, recursive: true);
        return base.DisposeCoreAsync();
    }

    /// <summary>Uploads what is built.</summary>
    private Task UploadAsync(Site site, ReleaseId release, IProgress<(long Done, long Total)>? progress = null) =>
        Publisher.UploadAsync(site, release, ManifestOf(built), built, progress, Cancellation);

    private static ReleaseManifest ManifestOf(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => new ReleaseFile(
            Path.GetRelativePath(folder, file),
            new FileInfo(file).Length,
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))))));

    private Site NewSite() => World.NewSite(World.NewSession().Id);

    private async Task<ReleaseId> PublishAsync(Site site, params (string Path, string Text)[] files)
    {
        var release = ReleaseId.New(Time);
        Build(files);
        await Publisher.EnsureAsync(site, Cancellation);
        await UploadAsync(site, release);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));
        return release;
    }

    private void Build(params (string Path, string Text)[] files)
    {
        Directory.Delete(built, recursive: true);
        foreach (var (path, text) in files)
        {
            var file = new FileInfo(Path.Combine(built, path));
            file.Directory?.Create();
            File.WriteAllText(file.FullName, text);
        }
    }

    private sealed class Told : IProgress<(long Done, long Total)>
    {
        public List<(long Done, long Total)> Reports { get; } = [];

        public void Report((long Done, long Total) value) => Reports.Add(value);
    }

    /// <summary>Whoever uploads is cut off after the first file.</summary>
    private sealed class Dying : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => throw new OperationCanceledException();
    }
}

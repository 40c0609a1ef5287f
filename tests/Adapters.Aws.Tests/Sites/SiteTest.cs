using System.Security.Cryptography;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Sites;

/// <summary>A test of sites on AWS.</summary>
public abstract class SiteTest : CloudTest
{
    private readonly string built = Directory.CreateTempSubdirectory("tb-built-").FullName;

    protected ISitePublisher Publisher => World.Get<ISitePublisher>();

    private protected Edge Edge => new(Cloud);

    private protected override TimeProvider? Clock => new QuickTime();

    protected override ValueTask DisposeCoreAsync()
    {
        Directory.Delete(built, recursive: true);
        return base.DisposeCoreAsync();
    }

    /// <summary>A site whose session a worker holds.</summary>
    protected async Task<Site> HeldSiteAsync()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var site = NewSite(session.Id);
        Assert.True(await World.Get<ISiteStore>().CreateAsync(site, lease, Cancellation));
        return site;
    }

    protected Site NewSite(Core.Sessions.SessionId? session = null)
    {
        var id = session ?? World.NewSession().Id;
        return World.NewSite(id) with
        {
            Bucket = $"tmux-{id.Short}-tea-{Random.Shared.Next(10_000_000, 99_999_999)}-000000",
            CurrentRelease = null,
        };
    }

    protected async Task<ReleaseId> PublishAsync(Site site, params (string Path, string Text)[] files)
    {
        await Publisher.EnsureAsync(site, Cancellation);
        var release = await UploadAsync(site, files);
        Assert.True(await Publisher.PromoteAsync(site, release, Cancellation));
        return release;
    }

    protected async Task<ReleaseId> UploadAsync(Site site, params (string Path, string Text)[] files)
    {
        var release = ReleaseId.New(TimeProvider.System);
        var manifest = Build(files);
        await Publisher.UploadAsync(site, release, manifest, built, null, Cancellation);
        return release;
    }

    protected string BuiltFolder => built;

    protected ReleaseManifest Build(params (string Path, string Text)[] files)
    {
        Directory.Delete(built, recursive: true);
        foreach (var (path, text) in files)
        {
            var file = new FileInfo(Path.Combine(built, path));
            file.Directory?.Create();
            File.WriteAllText(file.FullName, text);
        }

        return new ReleaseManifest(files.Select(file => new ReleaseFile(
            file.Path,
            new FileInfo(Path.Combine(built, file.Path)).Length,
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(built, file.Path)))))));
    }

    private protected async Task<string?> FetchAsync(Site site, string path) =>
        (await Edge.FetchAsync(site, path, Cancellation))?.Text;

    private protected async Task<int> CountAsync(string operation) =>
        (await Cloud.Account.CallsAsync(Cancellation)).Count(call => $"{call.Service}:{call.Operation}" == operation);
}

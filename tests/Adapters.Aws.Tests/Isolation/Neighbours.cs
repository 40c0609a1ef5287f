using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Adapters.Aws.Tests.Sites;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>
/// Two sessions of one installation, each with a site and an identity, as the product makes them: one that attacks and
/// one that is attacked, and the owner of it all.
/// </summary>
public sealed class Neighbours : IAsyncLifetime
{
    private int made;

    internal CloudWorld World { get; private set; } = null!;

    /// <summary>Everything of the installation is its own.</summary>
    internal Caller Owner { get; private set; } = null!;

    internal Tenant Attacker { get; private set; } = null!;

    internal Tenant Victim { get; private set; } = null!;

    internal string Blobs => World.Options.Blobs.Bucket;

    internal string Queue => World.Options.Doorbell.QueueUrl!.AbsoluteUri;

    internal string Table => World.Options.DynamoDb.Table;

    internal string Account => World.Account.Id;

    public async ValueTask InitializeAsync()
    {
        World = await TenantWorld.OpenAsync(new QuickTime());
        Owner = new Caller(World.Account, World.Account.KeyId, World.Account.Secret);
        Attacker = await MakeAsync();
        Victim = await MakeAsync();
        await PutAsync(Blobs, "sessions/secret");
        await World.Account.ConnectAsync("the-victims", TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>A name nobody used yet.</summary>
    internal string NewName(string beginning) => $"{beginning}{Interlocked.Increment(ref made)}";

    /// <summary>An object that an attack or its control may destroy.</summary>
    internal async Task<string> PutAsync(string bucket, string? key = null)
    {
        var name = key ?? NewName("live/made-");
        await Owner.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = name, ContentBody = "secret" },
            TestContext.Current.CancellationToken);
        return name;
    }

    private async Task<Tenant> MakeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var session = World.NewSession().Id;
        var publisher = World.Get<ISitePublisher>();
        var site = World.NewSite(session) with
        {
            Bucket = SiteNames.Bucket(session, "tea", TimeProvider.System.GetUtcNow()),
            CurrentRelease = null,
        };
        await publisher.EnsureAsync(site, cancellationToken);
        await PutAsync(site.Bucket, "live/index.html");
        var keys = await World.Get<ITenantIdentity>().EnsureAsync(session, cancellationToken);
        var distribution = await new Edge(World).FindAsync(site.Bucket, cancellationToken);
        return new Tenant(
            session,
            site.Bucket,
            distribution!.Id,
            distribution.ARN,
            keys!.UserName,
            new Caller(World.Account, keys.AccessKeyId, keys.SecretAccessKey));
    }

    internal sealed record Tenant(
        SessionId Session, string Bucket, string Distribution, string DistributionArn, string User, Caller Caller);
}

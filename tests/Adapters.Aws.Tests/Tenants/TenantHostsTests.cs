using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

/// <summary>What sessions with keys may reach for them.</summary>
public sealed class TenantHostsTests : CloudTest
{
    private ITenantIdentity Identity => World.Get<ITenantIdentity>();

    protected override async ValueTask<StoreWorld> OpenAsync() => await TenantWorld.OpenAsync(new QuickTime());

    [Fact]
    public async Task Keys_reach_the_sessions_own_buckets_and_no_address_that_all_buckets_have()
    {
        var (session, other) = (await NewLeaseAsync(), await NewLeaseAsync());
        await Identity.EnsureAsync(session.Session, Cancellation);
        await PutBucketAsync(session, "tmux-own-tea", ResourceStage.Fact);
        await PutBucketAsync(session, "tmux-own-not-made-yet", ResourceStage.Intent);
        await PutBucketAsync(other, "tmux-other-tea", ResourceStage.Fact);

        Assert.Equal(
            [
                "cloudfront.amazonaws.com",
                $"sts.{AwsAccount.Region}.amazonaws.com",
                $"tmux-own-tea.s3.{AwsAccount.Region}.amazonaws.com",
            ],
            (await Identity.HostsAsync(session.Session, Cancellation)).Order(StringComparer.Ordinal));
        Assert.Empty(await Identity.HostsAsync(other.Session, Cancellation));
    }

    [Fact]
    public void In_the_first_region_clients_leave_its_name_out() => Assert.Equal(
        [
            "a.s3.us-east-1.amazonaws.com", "a.s3.amazonaws.com", "cloudfront.amazonaws.com",
            "sts.us-east-1.amazonaws.com",
        ],
        TenantHosts.Of("us-east-1", ["a"]));

    private async Task<LeaseToken> NewLeaseAsync() =>
        await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);

    private async Task PutBucketAsync(LeaseToken lease, string bucket, ResourceStage stage)
    {
        var line = new ResourceRecord(
            lease.Session, ResourceKind.Bucket, bucket, stage, World.Now, new Dictionary<string, string>());
        Assert.True(await World.Get<IResourceLedger>().PutAsync(line, lease, Cancellation));
    }
}

using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ResourceLedgerContract : PortContract
{
    private IResourceLedger Ledger => World.Get<IResourceLedger>();

    [Fact]
    public async Task The_sessions_lines_come_oldest_first_as_they_were_put()
    {
        var lease = await NewLeaseAsync();
        var other = await NewLeaseAsync();
        var second = NewLine(lease, "b") with { CreatedAt = Now.AddSeconds(1) };
        var first = NewLine(lease, "a");
        Assert.True(await Ledger.PutAsync(second, lease, Cancellation));
        Assert.True(await Ledger.PutAsync(first, lease, Cancellation));
        Assert.True(await Ledger.PutAsync(NewLine(other, "c"), other, Cancellation));

        var lines = await LinesAsync(lease);

        Assert.Equivalent(new[] { first, second }, lines, strict: true);
        Assert.Equal(["a", "b"], lines.Select(line => line.Id));
    }

    [Fact]
    public async Task A_fact_replaces_an_intent_and_never_the_other_way_round()
    {
        var lease = await NewLeaseAsync();
        var intent = NewLine(lease, "a");
        var fact = intent with
        {
            Stage = ResourceStage.Fact, Metadata = new Dictionary<string, string> { ["arn"] = "made" },
        };
        await Ledger.PutAsync(intent, lease, Cancellation);
        await Ledger.PutAsync(fact, lease, Cancellation);

        Assert.True(await Ledger.PutAsync(intent, lease, Cancellation));

        Assert.Equivalent(fact, Assert.Single(await LinesAsync(lease)), strict: true);
    }

    [Fact]
    public async Task A_fact_may_be_told_anew_and_may_go()
    {
        var lease = await NewLeaseAsync();
        var fact = NewLine(lease, "a") with { Stage = ResourceStage.Fact };
        await Ledger.PutAsync(fact, lease, Cancellation);

        foreach (var stage in new[] { ResourceStage.Fact, ResourceStage.Removing, ResourceStage.Intent })
        {
            var next = fact with
            {
                Stage = stage, Metadata = new Dictionary<string, string> { ["stage"] = $"{stage}" },
            };
            await Ledger.PutAsync(next, lease, Cancellation);
            Assert.Equivalent(next, Assert.Single(await LinesAsync(lease)), strict: true);
        }
    }

    [Fact]
    public async Task Lines_differ_by_kind_and_id_and_are_removed_by_them()
    {
        var lease = await NewLeaseAsync();
        await Ledger.PutAsync(NewLine(lease, "a"), lease, Cancellation);
        await Ledger.PutAsync(NewLine(lease, "a") with { Kind = ResourceKind.User }, lease, Cancellation);
        await Ledger.PutAsync(NewLine(lease, "b"), lease, Cancellation);
        var other = await NewLeaseAsync();
        await Ledger.PutAsync(NewLine(other, "a"), other, Cancellation);

        Assert.True(await Ledger.RemoveAsync(ResourceKind.Bucket, "a", lease, Cancellation));
        Assert.True(await Ledger.RemoveAsync(ResourceKind.Bucket, "a", lease, Cancellation));

        Assert.Equal(
            [(ResourceKind.User, "a"), (ResourceKind.Bucket, "b")],
            (await LinesAsync(lease)).Select(line => (line.Kind, line.Id)));
        Assert.Single(await LinesAsync(other));
    }

    [Fact]
    public async Task A_write_with_an_old_epoch_or_a_foreign_lease_is_refused_and_changes_nothing()
    {
        var lease = await NewLeaseAsync();
        var foreign = await NewLeaseAsync();
        var line = NewLine(lease, "a");
        await Ledger.PutAsync(line, lease, Cancellation);
        var lost = await World.LostLeaseAsync(lease.Session);

        foreach (var bad in new[] { lost, foreign })
        {
            Assert.False(await Ledger.PutAsync(NewLine(lease, "b"), bad, Cancellation));
            Assert.False(await Ledger.PutAsync(line with { Stage = ResourceStage.Fact }, bad, Cancellation));
        }

        Assert.False(await Ledger.RemoveAsync(ResourceKind.Bucket, "a", lost, Cancellation));
        Assert.True(await Ledger.RemoveAsync(ResourceKind.Bucket, "a", foreign, Cancellation));
        Assert.Equivalent(line, Assert.Single(await LinesAsync(lease)), strict: true);
        Assert.Empty(await LinesAsync(foreign));
    }

    [Fact]
    public async Task What_is_no_fact_is_found_by_time_in_any_session_until_it_is_one_or_gone()
    {
        var (one, other) = (await NewLeaseAsync(), await NewLeaseAsync());
        var later = NewLine(one, "a") with { CreatedAt = Now.AddSeconds(2), Kind = ResourceKind.Distribution };
        var first = NewLine(other, "b");
        var going = NewLine(other, "c") with { CreatedAt = Now.AddSeconds(1), Stage = ResourceStage.Removing };
        await Ledger.PutAsync(later, one, Cancellation);
        await Ledger.PutAsync(first, other, Cancellation);
        await Ledger.PutAsync(going, other, Cancellation);
        await Ledger.PutAsync(NewLine(one, "d") with { Stage = ResourceStage.Fact }, one, Cancellation);

        Assert.Equivalent(new[] { first, going, later }, await UnsettledAsync(Now.AddSeconds(3)), strict: true);
        Assert.Equal(["b", "c"], (await UnsettledAsync(Now.AddSeconds(2))).Select(line => line.Id));
        Assert.Equal(["b"], (await UnsettledAsync(Now.AddSeconds(3), 1)).Select(line => line.Id));

        await Ledger.PutAsync(first with { Stage = ResourceStage.Fact }, other, Cancellation);
        await Ledger.RemoveAsync(going.Kind, going.Id, other, Cancellation);
        await Ledger.PutAsync(first, other, Cancellation);
        Assert.Equal(["a"], (await UnsettledAsync(Now.AddSeconds(3))).Select(line => line.Id));

        Assert.True(await Sessions.EraseAsync(one.Session, one, Cancellation));
        Assert.Empty(await UnsettledAsync(Now.AddSeconds(3)));

        Task<IReadOnlyList<ResourceRecord>> UnsettledAsync(DateTimeOffset before, int limit = 100) =>
            Ledger.ListUnsettledAsync(before, limit, Cancellation);
    }

    [Fact]
    public async Task An_intent_outlives_the_process()
    {
        var lease = await NewLeaseAsync();
        var line = NewLine(lease, "a");
        await Ledger.PutAsync(line, lease, Cancellation);

        await World.ReopenAsync();

        Assert.Equivalent(line, Assert.Single(await LinesAsync(lease)), strict: true);
    }

    private async Task<LeaseToken> NewLeaseAsync() =>
        await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);

    private Task<IReadOnlyList<ResourceRecord>> LinesAsync(LeaseToken lease) =>
        Ledger.ListAsync(lease.Session, Cancellation);

    private ResourceRecord NewLine(LeaseToken lease, string id) => new(
        lease.Session,
        ResourceKind.Bucket,
        id,
        ResourceStage.Intent,
        Now,
        new Dictionary<string, string> { ["region"] = "eu", ["Größe"] = "1" });
}

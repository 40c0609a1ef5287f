using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Usage;
using Fault = TmuxBuilder.Adapters.Aws.Tests.FaultyWire.Fault;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>A call that is done and whose answer is lost is sent again: its own effect must not refuse it.</summary>
public sealed class LostAnswerTests(Emulator emulator) : AwsTest(emulator)
{
    private const string Transact = "TransactWriteItems";

    private static readonly DateOnly Today = new(2026, 2, 4);

    [Fact]
    public async Task A_reservation_is_its_callers()
    {
        Aws.Wire.BreakNext("PutItem", Fault.Lost);

        var first = await World.Get<IAnswerStore>().BeginAsync("key", "body", Cancellation);

        Assert.Equal(AnswerState.New, first.State);
        Assert.Equal(
            AnswerState.InProgress, (await World.Get<IAnswerStore>().BeginAsync("key", "body", Cancellation)).State);
    }

    [Fact]
    public async Task A_grant_that_was_redeemed_is_given_back()
    {
        var grants = World.Get<IGrantStore>();
        var grant = World.NewGrant(GrantKind.LoginLink, "ada@example.com");
        await grants.AddAsync(grant, Cancellation);
        Aws.Wire.BreakNext(Transact, Fault.Lost);

        Assert.Equal(grant, await grants.RedeemAsync(grant.Kind, grant.SecretHash, Now, Cancellation));
        Assert.Null(await grants.RedeemAsync(grant.Kind, grant.SecretHash, Now, Cancellation));
    }

    [Fact]
    public async Task A_call_of_the_model_is_counted_once()
    {
        var session = World.NewSession().Id;
        Aws.Wire.BreakNext(Transact, Fault.Lost, Fault.Refused("ThrottlingException"));

        Assert.True(await World.Get<IUsageStore>().AddAsync(
            new UsageRecord("call", session, null, "ada@example.com", Now, Sample.Used), Cancellation));

        Assert.Equal(Sample.Used, await World.Get<IUsageStore>().SessionTotalAsync(session, Cancellation));
        Assert.Equal(
            [(Today, Sample.Used)],
            await World.Get<IUsageStore>().ClientDaysAsync("ada@example.com", Today, Today, Cancellation));
    }

    [Fact]
    public async Task A_call_for_a_purged_session_is_counted_once()
    {
        var session = await World.StoredSessionAsync();
        await Sessions.EraseAsync(session.Id, null, Cancellation);
        var broken = 0;
        Aws.Wire.Break(call =>
            call.Operation == Transact && call.Body.Contains("USAGE#ALL", StringComparison.Ordinal)
            && !call.Body.Contains("CALL#", StringComparison.Ordinal) && broken++ == 0
                ? Fault.Lost
                : null);

        await World.Get<IUsageStore>().AddAsync(
            new UsageRecord("call", session.Id, null, session.Email, Now, Sample.Used), Cancellation);

        Assert.Equal(2, broken);
        Assert.Equal(
            [(Today, Sample.Used)], await World.Get<IUsageStore>().ClientDaysAsync("", Today, Today, Cancellation));
    }

    [Fact]
    public async Task A_site_and_its_release_are_written()
    {
        var lease = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var site = World.NewSite(lease.Session);
        var sites = World.Get<ISiteStore>();
        Aws.Wire.BreakNext(Transact, Fault.Lost);
        Assert.True(await sites.CreateAsync(site, lease, Cancellation));

        Aws.Wire.BreakNext(Transact, Fault.Lost);
        Assert.Equal(SaveOutcome.Saved, await sites.SaveAsync(site with { Name = "New" }, lease, Cancellation));

        Assert.Equal(
            site with { Name = "New", Version = site.Version + 1 }, await sites.FindAsync(site.Id, Cancellation));
    }

    [Fact]
    public async Task A_request_is_decided()
    {
        var requests = World.Get<IRequestStore>();
        var request = World.NewRequest(World.NewSession().Id) with { Status = Core.Requests.RequestStatus.Pending };
        await requests.CreateAsync(request, Cancellation);
        Aws.Wire.BreakNext(Transact, Fault.Lost);

        Assert.True(await requests.DecideAsync(
            request with { Status = Core.Requests.RequestStatus.Rejected }, Cancellation));
        Assert.Equal(1, (await requests.PageAsync(null, new Core.Paging.PageRequest(1), Cancellation)).Total);
    }

    [Fact]
    public async Task A_line_of_the_ledger_is_written_and_its_store_may_be_down()
    {
        var lease = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var line = new ResourceRecord(
            lease.Session, ResourceKind.Bucket, "b", ResourceStage.Intent, Now, new Dictionary<string, string>());
        Aws.Wire.BreakNext(Transact, Fault.Lost);
        Assert.True(await World.Get<IResourceLedger>().PutAsync(line, lease, Cancellation));

        Aws.Wire.Break(call => call.Operation == Transact ? Fault.Refused("ThrottlingException") : null);
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => World.Get<IResourceLedger>().RemoveAsync(ResourceKind.Bucket, "b", lease, Cancellation));

        Aws.Wire.Heal();
        Assert.Single(await World.Get<IResourceLedger>().ListAsync(lease.Session, Cancellation));
    }
}

using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ResourceLedgerContract : PortContract
{
    private IResourceLedger Ledger => World.Get<IResourceLedger>();

    [Fact]
    public async Task The_sessions_lines_come_oldest_first_as_they_were_put()
    {
        var session = World.NewSession().Id;
        var second = NewLine(session, "b") with { CreatedAt = Now.AddSeconds(1) };
        var first = NewLine(session, "a");
        await Ledger.PutAsync(second, Cancellation);
        await Ledger.PutAsync(first, Cancellation);
        await Ledger.PutAsync(NewLine(World.NewSession().Id, "c"), Cancellation);

        Assert.Equivalent(new[] { first, second }, await Ledger.ListAsync(session, Cancellation), strict: true);
        Assert.Equal(["a", "b"], (await Ledger.ListAsync(session, Cancellation)).Select(line => line.Id));
    }

    [Fact]
    public async Task A_fact_replaces_an_intent_and_never_the_other_way_round()
    {
        var session = World.NewSession().Id;
        var intent = NewLine(session, "a");
        var fact = intent with
        {
            Stage = ResourceStage.Fact, Metadata = new Dictionary<string, string> { ["arn"] = "made" },
        };
        await Ledger.PutAsync(intent, Cancellation);
        await Ledger.PutAsync(fact, Cancellation);

        await Ledger.PutAsync(intent, Cancellation);

        Assert.Equivalent(fact, Assert.Single(await Ledger.ListAsync(session, Cancellation)), strict: true);
    }

    [Fact]
    public async Task A_fact_may_be_told_anew_and_may_go()
    {
        var session = World.NewSession().Id;
        var fact = NewLine(session, "a") with { Stage = ResourceStage.Fact };
        await Ledger.PutAsync(fact, Cancellation);

        foreach (var stage in new[] { ResourceStage.Fact, ResourceStage.Removing, ResourceStage.Intent })
        {
            var next = fact with
            {
                Stage = stage, Metadata = new Dictionary<string, string> { ["stage"] = $"{stage}" },
            };
            await Ledger.PutAsync(next, Cancellation);
            Assert.Equivalent(next, Assert.Single(await Ledger.ListAsync(session, Cancellation)), strict: true);
        }
    }

    [Fact]
    public async Task Lines_differ_by_kind_and_id_and_are_removed_by_them()
    {
        var session = World.NewSession().Id;
        await Ledger.PutAsync(NewLine(session, "a"), Cancellation);
        await Ledger.PutAsync(NewLine(session, "a") with { Kind = ResourceKind.User }, Cancellation);
        await Ledger.PutAsync(NewLine(session, "b"), Cancellation);
        var other = World.NewSession().Id;
        await Ledger.PutAsync(NewLine(other, "a"), Cancellation);

        await Ledger.RemoveAsync(session, ResourceKind.Bucket, "a", Cancellation);
        await Ledger.RemoveAsync(session, ResourceKind.Bucket, "a", Cancellation);

        Assert.Equal(
            [(ResourceKind.User, "a"), (ResourceKind.Bucket, "b")],
            (await Ledger.ListAsync(session, Cancellation)).Select(line => (line.Kind, line.Id)));
        Assert.Single(await Ledger.ListAsync(other, Cancellation));
    }

    [Fact]
    public async Task An_intent_outlives_the_process()
    {
        var line = NewLine(World.NewSession().Id, "a");
        await Ledger.PutAsync(line, Cancellation);

        await World.ReopenAsync();

        Assert.Equivalent(line, Assert.Single(await Ledger.ListAsync(line.Session, Cancellation)), strict: true);
    }

    private ResourceRecord NewLine(SessionId session, string id) => new(
        session,
        ResourceKind.Bucket,
        id,
        ResourceStage.Intent,
        Now,
        new Dictionary<string, string> { ["region"] = "eu", ["Größe"] = "1" });
}

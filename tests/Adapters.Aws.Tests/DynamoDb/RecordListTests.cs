using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>What lists cost, and what they show while an index lags or a page ends.</summary>
public sealed class RecordListTests(Emulator emulator) : AwsTest(emulator)
{
    private static readonly DateOnly Today = new(2026, 2, 4);

    [Fact]
    public async Task No_list_scans_a_table()
    {
        var session = await World.StoredSessionAsync();
        await World.UseAsync(session.Id, session.Email);
        await World.Get<IAuditStore>().PageAsync(null, new PageRequest(5), Cancellation);
        await World.Get<IRequestStore>().PageAsync(RequestStatus.Pending, new PageRequest(5), Cancellation);
        await World.Get<IGrantStore>().ListAsync(GrantKind.Integration, null, Now, Cancellation);
        await World.Get<ISiteStore>().ListAsync(session.Id, Cancellation);
        await World.Get<IResourceLedger>().ListAsync(session.Id, Cancellation);
        foreach (var group in Enum.GetValues<UsageGroup>())
        {
            await UsageAsync(group);
        }

        Assert.DoesNotContain(Aws.Wire.Calls, call => call.Operation == "Scan");
    }

    [Fact]
    public async Task What_was_decided_or_removed_meanwhile_is_not_listed_by_an_index_that_lags()
    {
        var requests = World.Get<IRequestStore>();
        var session = World.NewSession().Id;
        var (decided, removed, kept) =
            (World.NewRequest(session), World.NewRequest(session), World.NewRequest(session));
        foreach (var request in new[] { decided, removed, kept })
        {
            await requests.CreateAsync(request with { Status = RequestStatus.Pending }, Cancellation);
        }

        await Aws.Account.HoldBackReadsAsync("indexes", Cancellation);
        await requests.DecideAsync(decided with { Status = RequestStatus.Approved }, Cancellation);
        await requests.DeleteAsync(removed.Id, Cancellation);

        var page = await requests.PageAsync(RequestStatus.Pending, new PageRequest(10), Cancellation);

        Assert.Equal([kept.Id], page.Items.Select(request => request.Id));
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task A_grant_opens_and_is_revoked_at_once_however_an_index_lags()
    {
        var grants = World.Get<IGrantStore>();
        await Aws.Account.HoldBackReadsAsync("all", Cancellation);
        var grant = World.NewGrant(GrantKind.Share, "subject");
        await grants.AddAsync(grant, Cancellation);

        Assert.Equal([grant], await grants.ListAsync(grant.Kind, grant.Subject, Now, Cancellation));
        Assert.Equal(1, await grants.RevokeAllAsync(grant.Kind, grant.Subject, Cancellation));
        Assert.Null(await grants.FindAsync(grant.Kind, grant.SecretHash, Now, Cancellation));
    }

    [Fact]
    public async Task A_connection_is_known_as_soon_as_it_is_let_in_however_an_index_lags()
    {
        var connections = World.Get<IConnectionStore>();
        await Aws.Account.HoldBackReadsAsync("all", Cancellation);
        var session = World.NewSession().Id;
        var connection = new Connection("a", session, Role.Client, session.Value, Live: false, Now);
        await connections.PutAsync(connection, Cancellation);

        Assert.Equal(connection, await connections.FindAsync("a", Cancellation));

        await connections.RemoveAsync(session, "a", Cancellation);
        Assert.Null(await connections.FindAsync("a", Cancellation));
        Assert.Equal(0, await Aws.CountItemsAsync());
    }

    [Fact]
    public async Task Ended_grants_that_were_not_removed_yet_hide_no_other()
    {
        var grants = World.Get<IGrantStore>();
        var lasting = World.NewGrant(GrantKind.Share, "subject") with { ExpiresAt = null, CreatedAt = Now };
        await grants.AddAsync(lasting, Cancellation);
        await AtOnceAsync(210, async index =>
        {
            await grants.AddAsync(
                lasting with
                {
                    Id = $"{index}",
                    SecretHash = $"{index}",
                    CreatedAt = Now.AddSeconds(1),
                    ExpiresAt = Now.AddSeconds(2),
                },
                Cancellation);
            return index;
        });

        Assert.Equal([lasting], await grants.ListAsync(lasting.Kind, "subject", Now.AddMinutes(1), Cancellation));
        Assert.Equal([lasting], await grants.ListAsync(lasting.Kind, null, Now.AddMinutes(1), Cancellation));
    }

    [Fact]
    public async Task A_list_of_more_than_a_page_is_whole()
    {
        var session = World.NewSession().Id;
        var expected = new List<UploadId>();
        for (var index = 0; index < 30; index++)
        {
            var upload = World.NewUpload(session, UploadState.Complete) with
            {
                Filename = new string('x', 50_000), CreatedAt = Now.AddSeconds(index),
            };
            await World.Get<IUploadStore>().SaveAsync(upload, Cancellation);
            expected.Add(upload.Id);
        }

        Aws.Wire.Forget();
        var uploads = await World.Get<IUploadStore>().ListAsync(session, Cancellation);

        Assert.Equal(expected, uploads.Select(upload => upload.Id));
        Assert.Equal(2, Aws.Wire.Calls.Count(call => call.Operation == "Query"));
    }

    [Fact]
    public async Task A_page_of_usage_asks_for_the_same_with_any_number_of_sessions()
    {
        await World.UseAsync(World.NewSession().Id, "ada@example.com");
        var few = await CostAsync();

        await AtOnceAsync(40, async index =>
        {
            await World.UseAsync(World.NewSession().Id, $"{index}@example.com");
            return index;
        });

        Assert.Equal(few, await CostAsync());
    }

    [Fact]
    public async Task An_answer_too_long_for_an_item_is_not_kept_whatever_script_it_is_in()
    {
        var answers = World.Get<IAnswerStore>();

        await World.AnswerAsync("key", new string('€', 150_000));

        Assert.Equal(AnswerState.New, (await answers.BeginAsync("key", "body", Cancellation)).State);
    }

    [Fact]
    public async Task An_answer_that_tells_of_a_session_purged_meanwhile_is_not_kept()
    {
        var session = await World.StoredSessionAsync();
        var answers = World.Get<IAnswerStore>();
        await answers.BeginAsync("key", "body", Cancellation);
        await Sessions.EraseAsync(session.Id, null, Cancellation);

        await answers.FinishAsync(
            "key", new StoredAnswer(201, "application/json", $"{{\"guid\":\"{session.Id.Value}\"}}"), Cancellation);

        Assert.DoesNotContain(
            await Aws.ItemsAsync(), item => item.Values.Any(value => value.S?.Contains("guid\"") == true));
    }

    [Fact]
    public async Task Records_of_one_moment_keep_their_order()
    {
        var audit = World.Get<IAuditStore>();
        for (var index = 0; index < 5; index++)
        {
            await audit.AppendAsync(new AuditRecord(Now, "admin", $"{index}", "s", "{}", null), Cancellation);
        }

        var page = await audit.PageAsync(null, new PageRequest(10), Cancellation);

        Assert.Equal(["4", "3", "2", "1", "0"], page.Items.Select(record => record.Action));
    }

    private async Task<int> CostAsync()
    {
        Aws.Wire.Forget();
        await UsageAsync(UsageGroup.Session);
        return Aws.Wire.Calls.Count;
    }

    private Task<Page<UsageRow>> UsageAsync(UsageGroup group) => World.Get<IUsageStore>().PageAsync(
        new UsageQuery(group, Today.AddDays(-3), Today.AddDays(3), new PageRequest(2)), Cancellation);
}

using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Core.Ports;
using Fault = TmuxBuilder.Adapters.Aws.Tests.FaultyWire.Fault;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>What the table makes of what only DynamoDB does.</summary>
public sealed class TableTests(Emulator emulator) : IAsyncLifetime
{
    private const string Transact = "TransactWriteItems";
    private static readonly ItemKey One = new("a", "1");
    private static readonly ItemKey Two = new("a", "2");

    private AwsWorld? world;

    private AwsWorld World => world ?? throw new InvalidOperationException("The world is opened before each test.");

    private Table Table => World.Get<Tables>().Main;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await AwsWorld.OpenOwnAsync(emulator);

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Theory]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData("ThrottlingException")]
    [InlineData("RequestLimitExceeded")]
    [InlineData("ExpiredTokenException")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("TransactionInProgressException")]
    public async Task A_call_that_was_refused_for_now_is_made_again(string code)
    {
        World.Wire.BreakNext(Transact, Fault.Refused(code), Fault.Refused(code));
        Assert.Empty(await Table.TransactAsync([Table.Put(Named(One, "x"))], Cancellation));
        Assert.Equal(3, World.Wire.Calls.Count);

        World.Wire.BreakNext("GetItem", Fault.Refused(code));
        Assert.Equal("x", (await Table.GetAsync(One, Cancellation))?.Text("name"));
    }

    [Theory]
    [InlineData("ProvisionedThroughputExceededException")]
    [InlineData("ExpiredTokenException")]
    public async Task After_eight_tries_the_store_is_unavailable(string code)
    {
        World.Wire.Break(_ => Fault.Refused(code));

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Table.TransactAsync([Table.Put(Named(One, "x"))], Cancellation));

        Assert.Equal(Attempts.Max, World.Wire.Calls.Count);
        World.Wire.Heal();
        Assert.Null(await Table.GetAsync(One, Cancellation));
    }

    [Fact]
    public async Task Credentials_that_ran_out_in_mid_run_pass_once_there_are_new_ones()
    {
        var refused = 0;
        World.Wire.Break(_ => Interlocked.Increment(ref refused) <= 3 ? Fault.Refused("ExpiredTokenException") : null);

        await Table.PutAsync(Named(One, "x"), null, Cancellation);

        Assert.Equal("x", (await Table.GetAsync(One, Cancellation))?.Text("name"));
    }

    [Fact]
    public async Task A_service_that_fails_or_a_connection_that_breaks_is_tried_again()
    {
        World.Wire.BreakNext(
            "PutItem",
            Fault.Failing(HttpStatusCode.InternalServerError),
            Fault.Failing(HttpStatusCode.ServiceUnavailable),
            Fault.Cut,
            Fault.Lost);

        await Table.PutAsync(Named(One, "x"), null, Cancellation);

        Assert.Equal(5, World.Wire.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_is_never_answered_ends_and_is_made_again()
    {
        await using var hasty = await AwsWorld.OpenOwnAsync(emulator, TimeSpan.FromMilliseconds(200));
        hasty.Wire.BreakNext("GetItem", Fault.Silent);

        Assert.Null(await hasty.Get<Tables>().Main.GetAsync(One, Cancellation));

        Assert.Equal(2, hasty.Wire.Calls.Count);
    }

    [Fact]
    public async Task A_wrong_clock_is_put_right_by_what_the_service_says()
    {
        var wire = new FaultyWire();
        var now = TimeProvider.System.GetUtcNow();
        wire.BreakNext(
            "GetItem",
            new Fault(
                false,
                HttpStatusCode.BadRequest,
                "InvalidSignatureException",
                """{"__type":"x#InvalidSignatureException","message":"Signature expired"}""",
                now.AddHours(3)),
            new Fault(false, HttpStatusCode.OK, "-", "{}"));
        var options = new DynamoDbOptions();
        var config = DynamoDbAdapters.Configured(options);
        // A host of its own: what is learned of a clock holds for the endpoint.
        config.ServiceURL = "http://skewed.invalid";
        config.AuthenticationRegion = "us-east-1";
        config.HttpClientFactory = wire;
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("testing", "testing"), config);

        Assert.Null(await new Table(client, "table", options).GetAsync(One, Cancellation));

        Assert.InRange(wire.Calls[1].Signed, now.AddHours(2.9), now.AddHours(3.1));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_kept_waiting()
    {
        using var giving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        World.Wire.Break(_ =>
        {
            giving.Cancel();
            return Fault.Silent;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.GetAsync(One, giving.Token));

        Assert.Single(World.Wire.Calls);
    }

    [Theory]
    [InlineData("ValidationException")]
    [InlineData("AccessDeniedException")]
    [InlineData("ResourceNotFoundException")]
    public async Task What_does_not_pass_is_thrown_at_once(string code)
    {
        World.Wire.Break(_ => Fault.Refused(code));

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Table.GetAsync(One, Cancellation));

        Assert.IsNotType<StoreUnavailableException>(thrown);
        Assert.Single(World.Wire.Calls);
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_is_sent_again_under_its_token_and_done_once()
    {
        World.Wire.BreakNext(Transact, Fault.Lost);
        var add = new Expression("ADD #n :one", (":one", AttributeValue.Of(1)));

        Assert.Empty(await Table.TransactAsync(
            [Table.Update(One, add), Table.Put(Named(Two, "x"), Expression.Absent)], Cancellation));

        var tokens = World.Wire.Calls.Select(call => TokenOf(call.Body)).ToList();
        Assert.Equal(2, tokens.Count);
        Assert.Single(tokens.Distinct());
        Assert.Equal(1, (await Table.GetAsync(One, Cancellation))?.Number("n"));
    }

    [Fact]
    public async Task A_transaction_that_met_another_is_sent_again_under_a_new_token()
    {
        World.Wire.BreakNext(Transact, Cancelled("None", "TransactionConflict"));

        Assert.Empty(await Table.TransactAsync(
            [Table.Put(Named(One, "x")), Table.Put(Named(Two, "y"))], Cancellation));

        Assert.Equal(2, World.Wire.Calls.Select(call => TokenOf(call.Body)).Distinct().Count());
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_says_which_and_what_is_there_instead()
    {
        await Table.PutAsync(Named(Two, "old"), null, Cancellation);

        var refusals = await Table.TransactAsync(
            [Table.Put(Named(One, "new")), Table.Put(Named(Two, "new"), Expression.Absent)], Cancellation);

        var refusal = Assert.Single(refusals);
        Assert.Equal((Two, "old"), (refusal.Key, refusal.Old?.Text("name")));
        Assert.Null(await Table.GetAsync(One, Cancellation));
    }

    [Fact]
    public async Task A_condition_on_what_is_not_there_has_no_old_item()
    {
        var refusals = await Table.TransactAsync([Table.Check(One, Expression.Present)], Cancellation);

        Assert.Equal(new Refusal(One, null), Assert.Single(refusals));
    }

    [Fact]
    public async Task Single_writes_tell_what_is_there()
    {
        var put = await Table.PutAsync(Named(One, "x"), Expression.Absent, Cancellation);
        var refused = await Table.PutAsync(Named(One, "y"), Expression.Absent, Cancellation);
        var updated = await Table.UpdateAsync(
            One, new Expression("SET #name = :z", (":z", AttributeValue.Of("z"))), Expression.Present, Cancellation);
        var deleted = await Table.DeleteAsync(One, Expression.Present, Cancellation);
        var absent = await Table.DeleteAsync(One, Expression.Present, Cancellation);

        Assert.Equal((true, null), (put.Done, put.Item));
        Assert.Equal((false, "x"), (refused.Done, refused.Item?.Text("name")));
        Assert.Equal((true, "z"), (updated.Done, updated.Item?.Text("name")));
        Assert.Equal((true, "z"), (deleted.Done, deleted.Item?.Text("name")));
        Assert.Equal((false, null), (absent.Done, absent.Item));
    }

    [Fact]
    public async Task A_query_goes_on_over_pages_that_end_at_1_MB()
    {
        var text = new string('x', 300_000);
        for (var number = 0; number < 8; number++)
        {
            await Table.PutAsync(Named(new ItemKey("a", $"{number}"), text), null, Cancellation);
        }

        World.Wire.Forget();
        var items = await Table.ListAsync(new KeyQuery("a") { Backwards = true }, Cancellation);

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1", "0"], items.Select(item => item.Text("sk")));
        Assert.True(World.Wire.Calls.Count > 2, "A page of the emulator must end at 1 MB.");
        Assert.Equal(5, (await Table.ListAsync(new KeyQuery("a"), Cancellation, 5)).Count);
    }

    [Fact]
    public async Task What_a_batch_leaves_undone_is_asked_for_again()
    {
        await Table.PutAsync(Named(One, "x"), null, Cancellation);
        await Table.PutAsync(Named(Two, "y"), null, Cancellation);
        World.Wire.Break(call => call.Operation == "BatchGetItem"
            && call.Body.Contains("\"2\"", StringComparison.Ordinal)
            && call.Body.Contains("\"1\"", StringComparison.Ordinal)
            ? new Fault(
                false,
                HttpStatusCode.OK,
                "-",
                $$$$"""
                {"Responses":{"{{{{Table.Name}}}}":[{"pk":{"S":"a"},"sk":{"S":"1"},"name":{"S":"x"}}]},
                "UnprocessedKeys":{"{{{{Table.Name}}}}":{"Keys":[{"pk":{"S":"a"},"sk":{"S":"2"}}],"ConsistentRead":true}}}
                """)
            : null);

        var found = await Table.GetAllAsync([One, Two, new ItemKey("a", "3")], Cancellation);

        Assert.Equal(["x", "y"], found.Values.Select(item => item.Text("name")).Order());
    }

    private static Item Named(ItemKey key, string name) => key.ToItem().With("name", name);

    private static string? TokenOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("ClientRequestToken").GetString();
    }

    private static Fault Cancelled(params string[] codes)
    {
        var reasons = string.Join(',', codes.Select(code => $"{{\"Code\":\"{code}\"}}"));
        return new Fault(
            false,
            HttpStatusCode.BadRequest,
            "TransactionCanceledException",
            $$"""
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled",
            "CancellationReasons":[{{reasons}}]}
            """);
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

public sealed class TableTests : EmulatorTest
{
    [Fact]
    public async Task A_cancelled_transaction_changes_nothing_and_tells_why()
    {
        await TableAsync();
        await PutAsync("a", "1");

        var cancelled = await Assert.ThrowsAsync<TransactionCanceledException>(() => Dynamo.TransactWriteItemsAsync(
            new()
            {
                TransactItems =
                [
                    Add("b"),
                    new()
                    {
                        Put = new()
                        {
                            TableName = "t",
                            Item = Item("a", "2"),
                            ConditionExpression = "attribute_not_exists(pk)",
                            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                        },
                    },
                ],
            },
            Stop));

        Assert.Equal(["None", "ConditionalCheckFailed"], cancelled.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal("1", cancelled.CancellationReasons[1].Item["n"].N);
        Assert.Null(await FindAsync("b"));
        Assert.Equal("1", await FindAsync("a"));
    }

    [Fact]
    public async Task A_cancelled_transaction_does_not_undo_what_others_wrote()
    {
        await TableAsync();
        await PutAsync("a", "1");
        var client = Dynamo;

        // Whatever the order: moto alone puts back the whole table when one is cancelled.
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), Stop, async (n, stop) =>
        {
            if (n % 2 == 0)
            {
                await client.PutItemAsync("t", Item($"p{n}", "1"), stop);
                return;
            }

            var refused = new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    Add($"x{n}"),
                    new()
                    {
                        ConditionCheck = new()
                        {
                            TableName = "t",
                            Key = Key("a"),
                            ConditionExpression = "attribute_not_exists(pk)",
                        },
                    },
                ],
            };
            await Assert.ThrowsAsync<TransactionCanceledException>(() => client.TransactWriteItemsAsync(refused, stop));
        });

        var left = (await client.ScanAsync(new ScanRequest { TableName = "t" }, Stop)).Items;
        Assert.Equal(31, left.Count);
        Assert.DoesNotContain(left, item => item["pk"].S[0] == 'x');
    }

    [Fact]
    public async Task A_token_makes_a_transaction_happen_once()
    {
        await TableAsync();
        var request = new TransactWriteItemsRequest { TransactItems = [Add("a")], ClientRequestToken = "token" };

        await Dynamo.TransactWriteItemsAsync(request, Stop);
        await Dynamo.TransactWriteItemsAsync(request, Stop);

        Assert.Equal("1", await FindAsync("a"));
        request.TransactItems = [Add("b")];
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(
            () => Dynamo.TransactWriteItemsAsync(request, Stop));
        Assert.Null(await FindAsync("b"));
    }

    [Fact]
    public async Task A_token_of_a_cancelled_transaction_is_free()
    {
        await TableAsync();
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems =
            [
                new()
                {
                    Update = new()
                    {
                        TableName = "t",
                        Key = Key("a"),
                        UpdateExpression = "SET n = :n",
                        ConditionExpression = "attribute_exists(pk)",
                        ExpressionAttributeValues = new() { [":n"] = new() { N = "7" } },
                    },
                },
            ],
        };
        await Assert.ThrowsAsync<TransactionCanceledException>(() => Dynamo.TransactWriteItemsAsync(request, Stop));
        await PutAsync("a", "1");

        await Dynamo.TransactWriteItemsAsync(request, Stop);

        Assert.Equal("7", await FindAsync("a"));
    }

    [Fact]
    public async Task No_two_operations_of_a_transaction_touch_one_item()
    {
        await TableAsync();

        await RefusedAsync(
            () => Dynamo.TransactWriteItemsAsync(new() { TransactItems = [Add("a"), Add("a")] }, Stop),
            "ValidationException");
        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public async Task An_item_has_a_limit_however_it_grows()
    {
        await TableAsync();
        var half = new string('x', 205 * 1024);
        var set = new UpdateItemRequest
        {
            TableName = "t",
            Key = Key("a"),
            UpdateExpression = "SET one = :v",
            ExpressionAttributeValues = new() { [":v"] = new() { S = half } },
        };
        await Dynamo.UpdateItemAsync(set, Stop);
        set.UpdateExpression = "SET two = :v";

        await RefusedAsync(() => Dynamo.UpdateItemAsync(set, Stop), "ValidationException");
        await RefusedAsync(
            () => Dynamo.PutItemAsync("t", new(Item("b", "1")) { ["v"] = new() { S = half + half } }, Stop),
            "ValidationException");
        var stored = (await Dynamo.GetItemAsync("t", Key("a"), Stop)).Item;
        Assert.Equal(["one", "pk", "sk"], stored.Keys.Order());
    }

    [Fact]
    public async Task A_page_ends_at_a_megabyte()
    {
        await TableAsync();
        for (var n = 0; n < 6; n++)
        {
            var item = Item("a", "1");
            item["sk"] = new() { S = $"{n}" };
            item["v"] = new() { S = new string('x', 300 * 1024) };
            await Dynamo.PutItemAsync("t", item, Stop);
        }

        var request = new QueryRequest
        {
            TableName = "t",
            KeyConditionExpression = "pk = :p",
            ExpressionAttributeValues = new() { [":p"] = new() { S = "a" } },
        };
        var first = await Dynamo.QueryAsync(request, Stop);
        request.ExclusiveStartKey = first.LastEvaluatedKey;
        var second = await Dynamo.QueryAsync(request, Stop);

        Assert.Equal((3, 3), (first.Items.Count, second.Items.Count));
        Assert.Equal("2", first.LastEvaluatedKey["sk"].S);
    }

    [Fact]
    public async Task Reads_of_an_index_lag_when_a_test_says_so()
    {
        await TableAsync();
        await PutAsync("a", "1");
        await Account.HoldBackReadsAsync("indexes", Stop);
        await PutAsync("b", "1");

        Assert.Equal(1, await CountAsync());
        Assert.Equal("1", await FindAsync("b"));

        await Account.HoldBackReadsAsync(null, Stop);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Rights_are_those_of_each_item_a_transaction_touches()
    {
        await TableAsync();
        await PutAsync("a", "1");
        var reader = DynamoAs(await UserAsync("r", $"Allow dynamodb:GetItem {Arn}"));
        var writer = DynamoAs(await UserAsync("w", $"Allow dynamodb:UpdateItem {Arn}"));
        var transaction = new TransactWriteItemsRequest { TransactItems = [Add("b")] };

        await RefusedAsync(() => reader.TransactWriteItemsAsync(transaction, Stop), "AccessDeniedException");
        await writer.TransactWriteItemsAsync(transaction, Stop);
        await RefusedAsync(() => writer.GetItemAsync("t", Key("a"), Stop), "AccessDeniedException");
        await reader.GetItemAsync("t", Key("a"), Stop);
        await RefusedAsync(() => QueryIndexAsync(reader), "AccessDeniedException");
        await QueryIndexAsync(DynamoAs(await UserAsync("q", $"Allow dynamodb:Query {Arn}/index/by-n")));
        await RefusedAsync(
            () => QueryIndexAsync(DynamoAs(new Amazon.Runtime.BasicAWSCredentials("a", "b"))),
            "UnrecognizedClientException");
    }

    private static readonly AttributeValue Shared = new() { S = "all" };

    private string Arn => $"arn:aws:dynamodb:{AwsAccount.Region}:{Account.Id}:table/t";

    private static Dictionary<string, AttributeValue> Key(string name) =>
        new() { ["pk"] = new() { S = name }, ["sk"] = new() { S = "s" } };

    private static Dictionary<string, AttributeValue> Item(string name, string n) =>
        new(Key(name)) { ["n"] = new() { N = n }, ["list"] = Shared };

    private static TransactWriteItem Add(string name) => new()
    {
        Update = new()
        {
            TableName = "t",
            Key = Key(name),
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
        },
    };

    private static Task<QueryResponse> QueryIndexAsync(AmazonDynamoDBClient client) => client.QueryAsync(
        new()
        {
            TableName = "t",
            IndexName = "by-n",
            KeyConditionExpression = "#l = :l",
            ExpressionAttributeNames = new() { ["#l"] = "list" },
            ExpressionAttributeValues = new() { [":l"] = Shared },
        },
        Stop);

    private async Task<int> CountAsync() => (await QueryIndexAsync(Dynamo)).Count!.Value;

    private Task<PutItemResponse> PutAsync(string name, string n) => Dynamo.PutItemAsync("t", Item(name, n), Stop);

    private async Task<string?> FindAsync(string name) =>
        (await Dynamo.GetItemAsync(
            new GetItemRequest { TableName = "t", Key = Key(name), ConsistentRead = true },
            Stop)).Item is { Count: > 0 } item
            ? item["n"].N
            : null;

    private Task<CreateTableResponse> TableAsync() => Dynamo.CreateTableAsync(
        new()
        {
            TableName = "t",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            AttributeDefinitions =
            [
                new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.S),
                new("list", ScalarAttributeType.S), new("n", ScalarAttributeType.N),
            ],
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "by-n",
                    KeySchema = [new("list", KeyType.HASH), new("n", KeyType.RANGE)],
                    Projection = new() { ProjectionType = ProjectionType.ALL },
                },
            ],
        },
        Stop);
}

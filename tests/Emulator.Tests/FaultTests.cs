using Amazon.ApiGatewayManagementApi.Model;
using Amazon.SQS.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

public sealed class FaultTests : EmulatorTest
{
    [Fact]
    public async Task An_operation_fails_as_often_as_asked_for()
    {
        await Account.FailAsync(AwsFault.Throttled("dynamodb:ListTables", 2) with { Sparing = 1 }, Stop);

        await Dynamo.ListTablesAsync(Stop);
        await RefusedAsync(() => Dynamo.ListTablesAsync(Stop), "ThrottlingException");
        await RefusedAsync(() => Dynamo.ListTablesAsync(Stop), "ThrottlingException");
        await Dynamo.ListTablesAsync(Stop);
    }

    [Fact]
    public async Task A_fault_hits_its_operation_alone()
    {
        await Account.FailAsync(AwsFault.Broken("sqs:SendMessage", -1), Stop);
        var queue = (await Sqs.CreateQueueAsync("q", Stop)).QueueUrl;

        await RefusedAsync(() => Sqs.SendMessageAsync(queue, "x", Stop), "InternalServerError");
        await Account.EndFaultsAsync(Stop);
        await Sqs.SendMessageAsync(queue, "y", Stop);

        Assert.Equal("y", Assert.Single((await Sqs.ReceiveMessageAsync(queue, Stop)).Messages).Body);
    }

    [Fact]
    public async Task An_answer_can_be_lost_after_the_effect()
    {
        // For ever: the client's own HTTP stack may send a call again whose connection broke.
        await Account.FailAsync(AwsFault.AnswerLost("sqs:CreateQueue", -1), Stop);

        await Assert.ThrowsAnyAsync<Exception>(() => Sqs.CreateQueueAsync("q", Stop));

        Assert.Single((await Sqs.ListQueuesAsync("", Stop)).QueueUrls);
    }

    [Fact]
    public async Task A_call_can_be_held_while_others_go_on()
    {
        var fault = await Account.FailAsync(AwsFault.Held("sqs:CreateQueue"), Stop);
        var held = Sqs.CreateQueueAsync("held", Stop);
        Assert.Equal(1, await Account.HitsAsync(fault, 1, Stop));

        await Sqs.CreateQueueAsync("other", Stop);
        Assert.Single((await Sqs.ListQueuesAsync("", Stop)).QueueUrls);
        await Account.EndAsync(fault, Stop);

        Assert.NotNull((await held).QueueUrl);
    }

    [Fact]
    public async Task A_long_poll_wakes_for_a_message_and_holds_nobody_up()
    {
        var queue = (await Sqs.CreateQueueAsync("q", Stop)).QueueUrl;
        var poll = Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 }, Stop);

        await Sqs.SendMessageAsync(queue, "x", Stop);

        Assert.Equal("x", Assert.Single((await poll).Messages).Body);
    }

    [Fact]
    public async Task Connections_are_open_limited_or_gone()
    {
        await Account.ConnectAsync("L0SM9cOFvHcCIhw=", Stop);

        await PostAsync("L0SM9cOFvHcCIhw=", 5);
        Assert.Equal(new byte[5], Assert.Single((await Account.ReadAsync("L0SM9cOFvHcCIhw=", 1, Stop))!));
        await RefusedAsync(() => PostAsync("L0SM9cOFvHcCIhw=", (128 * 1024) + 1), "PayloadTooLargeException");
        await Account.ConnectAsync("L0SM9cOFvHcCIhw=", Stop, "limited");
        await RefusedAsync(() => PostAsync("L0SM9cOFvHcCIhw=", 5), "LimitExceededException");
        await Account.DisconnectAsync("L0SM9cOFvHcCIhw=", Stop);
        await RefusedAsync(() => PostAsync("L0SM9cOFvHcCIhw=", 5), "GoneException");
        Assert.Null(await Account.ReadAsync("L0SM9cOFvHcCIhw=", 0, Stop));
    }

    [Fact]
    public async Task A_slow_connection_takes_a_message_once_it_may()
    {
        await Account.ConnectAsync("slow", Stop, "slow");
        await Account.ConnectAsync("quick", Stop);
        var post = PostAsync("slow", 1);

        await PostAsync("quick", 1);
        Assert.Empty((await Account.ReadAsync("slow", 0, Stop))!);
        await Account.ConnectAsync("slow", Stop);
        await post;

        Assert.Single((await Account.ReadAsync("slow", 1, Stop))!);
    }

    private Task<PostToConnectionResponse> PostAsync(string connection, int bytes) => Management.PostToConnectionAsync(
        new() { ConnectionId = connection, Data = new MemoryStream(new byte[bytes]) }, Stop);
}

using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Doorbells;

/// <summary>What only a queue can do wrong.</summary>
public sealed class SqsDoorbellFaultTests : CloudTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IDoorbell Doorbell => World.Get<IDoorbell>();

    private IAmazonSQS Queue => World.Get<IAmazonSQS>();

    private string Url => Cloud.Options.Doorbell.QueueUrl!.AbsoluteUri;

    private protected override TimeProvider Clock => new QuickTime();

    [Fact]
    public async Task What_is_no_session_ends_in_the_dead_letters_and_stops_nobody()
    {
        foreach (var body in new[] { "{}", "hello", new string('A', 64), new string('a', 63), "<x/>" })
        {
            await Queue.SendMessageAsync(Url, body, Cancellation);
        }

        var session = World.NewSession().Id;
        await Doorbell.RingAsync(session, Cancellation);
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Equal(session, await NextAsync(rings));
        var next = rings.MoveNextAsync();
        var dead = await DeadAsync(5);
        await Doorbell.RingAsync(session, Cancellation);
        Assert.True(await next.AsTask().WaitAsync(Patience, Cancellation));

        Assert.Equal(["<x/>", "hello", "{}"], dead.Where(body => body.Length < 10).Order(StringComparer.Ordinal));
        Assert.Contains(Cloud.Log.All, note => note is { Level: LogLevel.Warning, Text: var text }
            && text.Contains("no doorbell", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_taken_is_deleted_and_what_was_not_comes_again_at_once()
    {
        var sessions = Enumerable.Range(0, 5).Select(_ => World.NewSession().Id).ToHashSet();
        foreach (var one in sessions)
        {
            await Doorbell.RingAsync(one, Cancellation);
        }

        var heard = new HashSet<SessionId>();
        await using (var first = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation))
        {
            heard.Add(await NextAsync(first));
            heard.Add(await NextAsync(first));
        }

        await using var second = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        for (var left = sessions.Count - 2; left > 0; left--)
        {
            Assert.True(heard.Add(await NextAsync(second)));
        }

        Assert.Equal(sessions, heard);
    }

    [Fact]
    public async Task A_session_that_rang_often_is_given_out_once_for_what_arrived_together()
    {
        var session = World.NewSession().Id;
        var other = World.NewSession().Id;
        for (var time = 0; time < 4; time++)
        {
            await Doorbell.RingAsync(session, Cancellation);
        }

        await Doorbell.RingAsync(other, Cancellation);
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Equal(session, await NextAsync(rings));
        Assert.Equal(other, await NextAsync(rings));
    }

    [Theory]
    [InlineData("InternalError", 500)]
    [InlineData("ThrottlingException", 400)]
    [InlineData("ExpiredToken", 403)]
    [InlineData("AccessDeniedException", 400)]
    public async Task Listening_goes_on_after_the_queue_failed_often(string code, int status)
    {
        var session = World.NewSession().Id;
        var fault = await Cloud.Account.FailAsync(
            new AwsFault { Operation = "sqs:ReceiveMessage", Times = 8, Code = code, Status = status }, Cancellation);
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var heard = NextAsync(rings);

        Assert.Equal(8, await Cloud.Account.HitsAsync(fault, 8, Cancellation));
        await Doorbell.RingAsync(session, Cancellation);

        Assert.Equal(session, await heard);
    }

    [Fact]
    public async Task A_ring_that_cannot_be_made_is_told_of()
    {
        await Cloud.Account.FailAsync(AwsFault.Broken("sqs:SendMessage", times: -1), Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Doorbell.RingAsync(World.NewSession().Id, Cancellation));
    }

    [Fact]
    public async Task A_poll_ends_when_it_is_cancelled_though_the_queue_does_not_answer()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var fault = await Cloud.Account.FailAsync(AwsFault.Held("sqs:ReceiveMessage"), Cancellation);
        await using var rings = Doorbell.ListenAsync(stop.Token).GetAsyncEnumerator(Cancellation);
        var heard = rings.MoveNextAsync().AsTask();
        await Cloud.Account.HitsAsync(fault, 1, Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heard.WaitAsync(Patience, Cancellation));
        await Cloud.Account.EndAsync(fault, Cancellation);
    }

    [Fact]
    public async Task A_ring_that_cannot_be_deleted_is_heard_again_and_nothing_is_lost()
    {
        var session = World.NewSession().Id;
        await Doorbell.RingAsync(session, Cancellation);
        await Cloud.Account.FailAsync(AwsFault.Broken("sqs:DeleteMessageBatch", times: 2), Cancellation);
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Equal(session, await NextAsync(rings));
        Assert.Equal(session, await NextAsync(rings));
    }

    private static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> rings)
    {
        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation));
        return rings.Current;
    }

    private async Task<List<string>> DeadAsync(int count)
    {
        List<string> bodies = [];
        for (var poll = 0; bodies.Count < count; poll++)
        {
            Assert.InRange(poll, 0, 5);
            var answer = await Queue.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = Cloud.DeadLettersUrl,
                    MaxNumberOfMessages = 10,
                    WaitTimeSeconds = 20,
                    VisibilityTimeout = 600,
                },
                Cancellation);
            bodies.AddRange((answer.Messages ?? []).Select(message => message.Body));
        }

        return bodies;
    }
}

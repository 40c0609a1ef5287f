using System.Text;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Hosting.Tests.Support;

namespace TmuxBuilder.Hosting.Tests;

/// <summary>Each kind of event finds its handler, through one host.</summary>
public sealed class EventKindTests : IDisposable
{
    private readonly List<object> seen = [];
    private readonly RunningHost host;
    private Func<QueueMessage, MessageOutcome> handle = _ => MessageOutcome.Done;

    public EventKindTests() => host = RunningHost.Of(services => new LambdaFunction
    {
        Services = services,
        Http = context =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        },
        Socket = (happened, _) =>
        {
            seen.Add(happened with { Body = happened.Body.ToArray() });
            return Task.FromResult(new SocketAnswer(200, happened.Type == SocketEventType.Connect ? "tb" : null));
        },
        Message = (message, _) =>
        {
            seen.Add(message);
            return Task.FromResult(handle(message));
        },
        Schedule = (due, _) =>
        {
            seen.Add(due with { Detail = due.Detail.ToArray() });
            return Task.CompletedTask;
        },
    });

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_client_connects_speaks_and_leaves()
    {
        var connected = host.Api.Invoke(SampleEvent.Socket("CONNECT", "$connect").Bytes()).Text;
        var heard = host.Api.Invoke(SampleEvent.Socket("MESSAGE", "$default", "{\"a\":\"ü\"}").Bytes()).Text;
        host.Api.Invoke(SampleEvent.Socket("DISCONNECT", "$disconnect").Bytes());

        var events = seen.Cast<SocketEvent>().ToList();
        Assert.Equal("""{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"tb"}}""", connected);
        Assert.Equal("""{"statusCode":200}""", heard);
        Assert.Equal(
            [SocketEventType.Connect, SocketEventType.Message, SocketEventType.Disconnect],
            events.Select(happened => happened.Type));
        Assert.All(events, happened => Assert.Equal("Lx7-aCdEFiACHnA=", happened.ConnectionId));
        Assert.Equal("a b&c", events[0].Query["session"]);
        Assert.Equal("w5.example.com", events[0].Headers["host"]);
        Assert.Equal("192.0.2.8", events[0].SourceIp);
        Assert.Equal("$connect", events[0].RouteKey);
        Assert.Equal("{\"a\":\"ü\"}", Encoding.UTF8.GetString(events[1].Body.Span));
    }

    [Fact]
    public void Only_messages_that_are_not_done_go_back()
    {
        handle = message => message.Body switch
        {
            "retry" => MessageOutcome.Retry,
            "throw" => throw new InvalidDataException("no bread"),
            _ => MessageOutcome.Done,
        };

        var answer = host.Api.Invoke(
            SampleEvent.Queue("arn:aws:sqs:eu-central-1:1:greet", "a", "retry", "b", "throw", "c").Bytes());

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m3"}]}""", answer.Text);
        Assert.Equal(
            ["a", "retry", "b", "throw", "c"], seen.Cast<QueueMessage>().Select(message => message.Body));
        Assert.All(seen.Cast<QueueMessage>(), message => Assert.Equal(3, message.ReceiveCount));
    }

    [Theory]
    [InlineData("body", "null", "m1")]
    [InlineData("body", "{\"a\":[1]}", "m1")]
    [InlineData("body", "\"\\ud800\"", "m1")]
    [InlineData("eventSource", "\"aws:sns\"", "m1")]
    [InlineData("messageId", "null", null)]
    [InlineData("messageId", "[]", null)]
    [InlineData("attributes", "5", "")]
    public void A_record_that_cannot_be_read_is_no_fault_of_the_others(string name, string value, string? back)
    {
        var batch = SampleEvent.Queue("arn:aws:sqs:eu-central-1:1:greet", "a", "b", "c");
        batch["Records"]![1]![name] = "\u0001";
        var json = batch.ToJsonString().Replace("\"\\u0001\"", value, StringComparison.Ordinal);

        var answer = host.Api.Invoke(json);

        Assert.Equal(
            back is null or "" ? [] : [back],
            answer.Json["batchItemFailures"]!.AsArray().Select(item => (string)item!["itemIdentifier"]!));
        Assert.Equal(
            back is "" ? ["a", "b", "c"] : ["a", "c"], seen.Cast<QueueMessage>().Select(message => message.Body));
    }

    [Fact]
    public void Of_an_ordered_queue_all_after_the_first_that_goes_back_go_with_it()
    {
        handle = message => message.Body == "b" ? MessageOutcome.Retry : MessageOutcome.Done;

        var answer = host.Api.Invoke(
            SampleEvent.Queue("arn:aws:sqs:eu-central-1:1:greet.fifo", "a", "b", "c").Bytes());

        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m2"}]}""", answer.Text);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void What_was_put_off_is_done_after_each_answer_and_its_failure_changes_nothing()
    {
        var done = new SemaphoreSlim(0);
        using var other = RunningHost.Of(services => new LambdaFunction
        {
            Services = services,
            Http = context => context.Response.Body.WriteAsync("ok"u8.ToArray()).AsTask(),
            Afterwards = _ =>
            {
                done.Release();
                throw new InvalidDataException("the oven is cold");
            },
        });

        for (var call = 1; call <= 2; call++)
        {
            Assert.Equal("ok", (string)other.Api.Invoke(SampleEvent.Http().Bytes()).Json["body"]!);
            other.Api.AwaitNext();
            Assert.True(done.Wait(0, TestContext.Current.CancellationToken));
        }

        Assert.Contains("the oven is cold", other.Log.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_is_heard()
    {
        var answer = host.Api.Invoke(SampleEvent.Schedule().Bytes());

        var due = Assert.IsType<ScheduledEvent>(Assert.Single(seen));
        Assert.False(answer.IsError);
        Assert.Equal(("Scheduled Event", "aws.events"), (due.DetailType, due.Source));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), due.Time);
        Assert.Equal("""{"full":true}""", Encoding.UTF8.GetString(due.Detail.Span));
    }

    [Fact]
    public void A_request_of_http_is_none_of_the_others()
    {
        var answer = host.Api.Invoke(SampleEvent.Http().Bytes()).Json;

        Assert.Equal(202, answer["statusCode"]!.GetValue<int>());
        Assert.Empty(seen);
    }

    [Fact]
    public void A_kind_without_a_handler_is_refused_by_name()
    {
        using var other = RunningHost.Of(services => new LambdaFunction { Services = services });

        Assert.All(
            [
                (SampleEvent.Http(), "Http"), (SampleEvent.Schedule(), "Schedule"),
                (SampleEvent.Socket("CONNECT", "$connect"), "Socket"), (SampleEvent.Queue("q", "a"), "Queue"),
            ],
            one =>
            {
                var refused = other.Api.Invoke(one.Item1.Bytes());
                Assert.Equal("UnknownEventException", refused.ErrorType);
                Assert.Contains(one.Item2, refused.Text, StringComparison.Ordinal);
            });
    }
}

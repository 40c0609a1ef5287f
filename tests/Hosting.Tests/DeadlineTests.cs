using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Hosting.Tests.Support;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Hosting.Tests;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_request_is_cancelled_before_its_time_is_up_and_answered()
    {
        var isEarly = true;
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", (CancellationToken cancellationToken) =>
            {
                time.Advance(TimeSpan.FromMilliseconds(9_499));
                isEarly = cancellationToken.IsCancellationRequested;
                time.Advance(TimeSpan.FromMilliseconds(1));
                return Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            }),
            time);

        var answer = host.Api.Invoke(SampleEvent.Http().Bytes(), Within(10)).Json;

        Assert.False(isEarly);
        Assert.Equal(504, answer["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public void A_pipeline_that_takes_the_deadline_for_a_client_that_left_is_answered_as_late()
    {
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", (HttpContext context) =>
            {
                var token = context.RequestAborted;
                time.Advance(TimeSpan.FromSeconds(10));
                context.Response.StatusCode = token.IsCancellationRequested ? 499 : 200;
            }),
            time);

        Assert.Equal(504, host.Api.Invoke(SampleEvent.Http().Bytes(), Within(10)).Json["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public void The_next_request_has_its_own_time()
    {
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", (HttpContext context) =>
            {
                time.Advance(TimeSpan.FromSeconds(8));
                return $"{context.RequestAborted.IsCancellationRequested}";
            }),
            time);

        for (var round = 0; round < 3; round++)
        {
            var answer = host.Api.Invoke(SampleEvent.Http().Bytes(), Within(10)).Json;
            Assert.Equal("False", answer["body"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0)]
    [InlineData(-5)]
    public void Little_time_or_none_is_cancelled_as_well(double seconds)
    {
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", (CancellationToken cancellationToken) =>
            {
                time.Advance(TimeSpan.FromSeconds(0.3));
                cancellationToken.ThrowIfCancellationRequested();
            }),
            time);

        Assert.Equal(
            504, host.Api.Invoke(SampleEvent.Http().Bytes(), Within(seconds)).Json["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public void Messages_for_which_no_time_is_left_go_back()
    {
        var tried = 0;
        using var host = RunningHost.Of(
            services => new LambdaFunction
            {
                Services = services,
                Message = (_, cancellationToken) =>
                {
                    tried++;
                    time.Advance(TimeSpan.FromSeconds(tried == 2 ? 10 : 0));
                    cancellationToken.ThrowIfCancellationRequested();
                    return Task.FromResult(MessageOutcome.Done);
                },
            },
            time);

        var answer = host.Api.Invoke(SampleEvent.Queue("q", "a", "b", "c").Bytes(), Within(10)).Text;

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m2"}]}""", answer);
        Assert.Equal(2, tried);
    }

    private Delivery Within(double seconds) => new() { Deadline = time.GetUtcNow() + TimeSpan.FromSeconds(seconds) };
}

using System.Net;
using Amazon.ApiGatewayManagementApi;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>What passes by itself is tried again, a bounded number of times; what does not is told at once.</summary>
public sealed class RetryTests
{
    private const string Made =
        "<R><GetUserResult><User><UserName>u</UserName></User></GetUserResult></R>";

    private const string Throttled =
        "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    [InlineData(503, "")]
    [InlineData(504, "")]
    [InlineData(400, Throttled)]
    public async Task A_passing_failure_is_tried_again(int status, string body)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(status, body).Answer(200, Made);

        var answer = await loopback.Iam(retries: 1).GetUserAsync(
            new GetUserRequest { UserName = "u" }, TestContext.Current.CancellationToken);

        Assert.Equal("u", answer.User.UserName);
        Assert.Equal(2, loopback.Requests.Count);
    }

    [Theory]
    [InlineData("LimitExceededException")]
    [InlineData("TooManyRequestsException")]
    [InlineData("ThrottlingException")]
    public async Task A_throttled_post_is_tried_again_with_all_its_bytes(string type)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(429, "{}", ("x-amzn-ErrorType", type)).Answer(200);

        await Calls.Post(loopback, "c", "payload", retries: 1);

        Assert.Equal(["payload", "payload"], loopback.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Retries_end()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(503);

        var thrown = await Assert.ThrowsAsync<AmazonIdentityManagementServiceException>(
            () => loopback.Iam(retries: 2).GetUserAsync(
                new GetUserRequest { UserName = "u" }, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, thrown.StatusCode);
        Assert.Equal(3, loopback.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    public async Task A_lasting_refusal_is_not_tried_again(int status)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(status);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => Calls.Post(loopback, "c", "x", retries: 2));

        Assert.Single(loopback.Requests);
    }

    [Fact]
    public async Task A_call_ends_when_it_is_cancelled()
    {
        await using var loopback = await Loopback.StartAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reached = new TaskCompletionSource();
        loopback.Answer(async context =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        var call = loopback.Iam(retries: 2).GetUserAsync(new GetUserRequest { UserName = "u" }, cancelled.Token);
        await reached.Task;
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(loopback.Requests);
    }

    [Fact]
    public async Task A_connection_without_a_name_is_never_asked_for()
    {
        await using var loopback = await Loopback.StartAsync();

        await Assert.ThrowsAsync<AmazonApiGatewayManagementApiException>(() => Calls.Post(loopback, "", "x"));

        Assert.Empty(loopback.Requests);
    }
}

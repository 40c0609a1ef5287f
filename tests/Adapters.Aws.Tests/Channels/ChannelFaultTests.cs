using System.Globalization;
using System.Text;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Channels;

/// <summary>What only connections of API Gateway can do wrong.</summary>
public sealed class ChannelFaultTests : CloudTest
{
    private const string Post = "execute-api:PostToConnection";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IClientChannel Channel => World.Get<IClientChannel>();

    private IConnectionStore Connections => World.Get<IConnectionStore>();

    private protected override TimeProvider Clock => new QuickTime();

    [Fact]
    public async Task A_connection_that_is_gone_is_forgotten()
    {
        var connection = await ConnectAsync();
        var other = await ConnectAsync(connection.Session);
        await Cloud.Account.DisconnectAsync(connection.Id, Cancellation);

        Assert.False(await PostUntilKnownAsync(connection));

        // It is forgotten beside the post that told of it.
        var left = await ListAsync(connection.Session);
        for (var look = 0; look < 1000 && left.Contains(connection.Id); look++)
        {
            left = await ListAsync(connection.Session);
        }

        Assert.Equal([other.Id], left);
    }

    [Theory]
    [InlineData("LimitExceededException", 429, 3)]
    [InlineData("InternalServerError", 500, 3)]
    [InlineData("ServiceUnavailable", 503, 4)]
    public async Task What_is_refused_for_a_moment_is_sent_again_in_order(string code, int status, int times)
    {
        var connection = await ConnectAsync();
        await Cloud.Account.FailAsync(
            new AwsFault { Operation = Post, Times = times, Code = code, Status = status }, Cancellation);

        for (var n = 1; n <= 3; n++)
        {
            Assert.True(await Channel.PostAsync(connection, [Frame(n)], Cancellation));
        }

        Assert.Equal(["1", "2", "3"], await ReadAsync(connection, 3));
    }

    [Fact]
    public async Task What_is_refused_for_ever_is_given_up_and_the_connection_kept()
    {
        var connection = await ConnectAsync();
        var fault = await Cloud.Account.FailAsync(
            new AwsFault { Operation = Post, Times = -1, Code = "LimitExceededException", Status = 429 }, Cancellation);
        await Channel.PostAsync(connection, [Frame(1)], Cancellation);
        await Cloud.Account.HitsAsync(fault, 6, Cancellation);
        await Cloud.Account.EndAsync(fault, Cancellation);

        while (await ReadAsync(connection, 0) is not [.., "2"])
        {
            Assert.True(await Channel.PostAsync(connection, [Frame(2)], Cancellation));
        }

        Assert.Equal([connection.Id], await ListAsync(connection.Session));
    }

    [Fact]
    public async Task One_slow_client_delays_nobody()
    {
        var slow = await ConnectAsync(mode: "slow");
        var quick = await ConnectAsync(slow.Session);

        for (var n = 1; n <= 20; n++)
        {
            Assert.True(await Channel.PostAsync(slow, [Frame(n)], Cancellation).WaitAsync(Patience, Cancellation));
            Assert.True(await Channel.PostAsync(quick, [Frame(n)], Cancellation).WaitAsync(Patience, Cancellation));
        }

        Assert.Equal(20, (await ReadAsync(quick, 20)).Count);
        Assert.Empty(await ReadAsync(slow, 0));
        await Cloud.Account.ConnectAsync(slow.Id, Cancellation);
        Assert.Equal(
            Enumerable.Range(1, 20).Select(n => n.ToString(CultureInfo.InvariantCulture)), await ReadAsync(slow, 20));
    }

    [Fact]
    public async Task A_client_that_falls_too_far_behind_is_cut_off()
    {
        var connection = await ConnectAsync();
        var fault = await Cloud.Account.FailAsync(AwsFault.Held(Post), Cancellation);
        var posted = 0;
        while (posted <= ConnectionQueue.MaxFrames
            && await Channel.PostAsync(connection, [Frame(++posted)], Cancellation).WaitAsync(Patience, Cancellation))
        {
        }

        Assert.Equal(ConnectionQueue.MaxFrames + 1, posted);
        Assert.Empty(await ListAsync(connection.Session));
        Assert.Null(await Cloud.Account.ReadAsync(connection.Id, int.MaxValue, Cancellation));
        await Cloud.Account.EndAsync(fault, Cancellation);
    }

    [Fact]
    public async Task To_cut_a_client_off_is_not_waited_for()
    {
        var connection = await ConnectAsync();
        var posts = await Cloud.Account.FailAsync(AwsFault.Held(Post), Cancellation);
        var closes = await Cloud.Account.FailAsync(
            AwsFault.Held("execute-api:DeleteConnection", times: -1), Cancellation);
        await Channel.PostAsync(connection, [Frame(1)], Cancellation);

        Assert.False(await Channel.PostAsync(
            connection, [.. Enumerable.Repeat(Frame(2), ConnectionQueue.MaxFrames)], Cancellation)
            .WaitAsync(Patience, Cancellation));

        Assert.Empty(await ListAsync(connection.Session));
        // The gateway was asked, and has not done it yet.
        await Cloud.Account.HitsAsync(closes, 1, Cancellation);
        Assert.NotNull(await Cloud.Account.ReadAsync(connection.Id, 0, Cancellation));
        await Cloud.Account.EndAsync(closes, Cancellation);
        Assert.Null(await Cloud.Account.ReadAsync(connection.Id, int.MaxValue, Cancellation));
        await Cloud.Account.EndAsync(posts, Cancellation);
    }

    [Fact]
    public async Task A_client_that_is_sent_too_many_bytes_at_once_is_cut_off()
    {
        var connection = await ConnectAsync();
        var fault = await Cloud.Account.FailAsync(AwsFault.Held(Post), Cancellation);
        var large = new Frame(1, new byte[128 << 10]);
        await Channel.PostAsync(connection, [large], Cancellation);

        Assert.False(await Channel.PostAsync(
            connection, [.. Enumerable.Repeat(large, ConnectionQueue.MaxBytes / (128 << 10))], Cancellation));

        Assert.Empty(await ListAsync(connection.Session));
        await Cloud.Account.EndAsync(fault, Cancellation);
    }

    [Fact]
    public async Task A_frame_that_is_too_large_costs_only_itself()
    {
        var connection = await ConnectAsync();

        Assert.True(await Channel.PostAsync(
            connection, [Frame(1), new Frame(2, new byte[(128 << 10) + 1]), Frame(3)], Cancellation));

        Assert.Equal(["1", "3"], await ReadAsync(connection, 2));
    }

    [Fact]
    public async Task A_connection_that_cannot_be_closed_is_told_of()
    {
        var connection = await ConnectAsync();
        await Cloud.Account.FailAsync(AwsFault.Broken("execute-api:DeleteConnection", times: -1), Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Channel.CloseAsync(connection, "No longer allowed.", Cancellation));
    }

    [Fact]
    public async Task What_was_taken_leaves_before_the_process_ends()
    {
        var connection = await ConnectAsync();
        var fault = await Cloud.Account.FailAsync(AwsFault.Held(Post), Cancellation);
        await Channel.PostAsync(connection, [Frame(1), Frame(2)], Cancellation);
        await Cloud.Account.HitsAsync(fault, 1, Cancellation);
        await Cloud.Account.EndAsync(fault, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(["1", "2"], await ReadAsync(connection, 2));
    }

    private static Frame Frame(int n) => new(n, Encoding.UTF8.GetBytes(n.ToString(CultureInfo.InvariantCulture)));

    /// <summary>With a quick clock a post may end before its answer is there.</summary>
    private async Task<bool> PostUntilKnownAsync(Connection connection)
    {
        for (var n = 1; n <= 1000; n++)
        {
            if (!await Channel.PostAsync(connection, [Frame(n)], Cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<Connection> ConnectAsync(SessionId? session = null, string mode = "open")
    {
        var id = session ?? World.NewSession().Id;
        var now = TimeProvider.System.GetUtcNow();
        var connection = new Connection(Secret.New(), id, Role.Client, id.Value, Live: true, now);
        await Connections.PutAsync(connection, Cancellation);
        Assert.Contains(connection.Id, await ListAsync(id));
        await Cloud.Account.ConnectAsync(connection.Id, Cancellation, mode);
        return connection;
    }

    private async Task<List<string>> ListAsync(SessionId session) =>
        [.. (await Connections.ListAsync(session, Cancellation)).Select(connection => connection.Id)];

    private async Task<List<string>> ReadAsync(Connection connection, int count) =>
        [.. (await Cloud.Account.ReadAsync(connection.Id, count, Cancellation) ?? []).Select(Encoding.UTF8.GetString)];
}

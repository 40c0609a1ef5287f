using System.Text;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>What every <see cref="IClientChannel"/> must do.</summary>
public abstract class ClientChannelContract : PortContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IClientChannel Channel => World.Get<IClientChannel>();

    /// <summary>Opens the far end of a connection, known to the channel by the connection's id.</summary>
    protected abstract ValueTask<IListeningClient> ListenAsync(Connection connection);

    [Fact]
    public async Task Frames_arrive_whole_and_in_order()
    {
        var connection = NewConnection();
        var client = await ListenAsync(connection);

        Assert.True(await Channel.PostAsync(connection, [Frame(1, "{\"a\":\"é漢\"}"), Frame(2, "{}")], Cancellation));
        Assert.True(await Channel.PostAsync(connection, [Frame(null, "{\"pong\":1}")], Cancellation));

        Assert.Equal(["{\"a\":\"é漢\"}", "{}", "{\"pong\":1}"], await ReadAsync(client, 3));
    }

    [Fact]
    public async Task Each_connection_gets_only_what_was_posted_to_it()
    {
        var first = NewConnection();
        var second = NewConnection();
        var firstClient = await ListenAsync(first);
        var secondClient = await ListenAsync(second);

        await Channel.PostAsync(first, [Frame(1, "\"first\"")], Cancellation);
        await Channel.PostAsync(second, [Frame(1, "\"second\"")], Cancellation);

        Assert.Equal(["\"first\""], await ReadAsync(firstClient, 1));
        Assert.Equal(["\"second\""], await ReadAsync(secondClient, 1));
    }

    [Fact]
    public async Task A_connection_that_is_gone_or_was_never_there_is_told_by_the_answer()
    {
        var connection = NewConnection();
        var client = await ListenAsync(connection);
        client.Vanish();

        Assert.False(await Channel.PostAsync(connection, [Frame(1, "{}")], Cancellation));
        Assert.False(await Channel.PostAsync(NewConnection(), [Frame(1, "{}")], Cancellation));
    }

    [Fact]
    public async Task A_client_that_reads_nothing_holds_up_nobody()
    {
        var silent = NewConnection();
        var reading = NewConnection();
        await ListenAsync(silent);
        var client = await ListenAsync(reading);

        for (var n = 0; n < 1000; n++)
        {
            await Channel.PostAsync(silent, [Frame(n + 1, "{}")], Cancellation).WaitAsync(Patience, Cancellation);
        }

        await Channel.PostAsync(reading, [Frame(1, "\"here\"")], Cancellation);

        Assert.Equal(["\"here\""], await ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_closed_connection_ends_for_its_client_and_is_gone()
    {
        var connection = NewConnection();
        var other = NewConnection();
        var client = await ListenAsync(connection);
        var otherClient = await ListenAsync(other);

        await Channel.CloseAsync(connection, "No longer allowed.", Cancellation);

        await client.Frames.Completion.WaitAsync(Patience, Cancellation);
        Assert.False(await Channel.PostAsync(connection, [Frame(1, "{}")], Cancellation));
        Assert.True(await Channel.PostAsync(other, [Frame(1, "{}")], Cancellation));
        await ReadAsync(otherClient, 1);
    }

    [Fact]
    public async Task Closing_what_is_gone_or_was_never_there_is_fine()
    {
        var connection = NewConnection();
        var client = await ListenAsync(connection);
        await Channel.CloseAsync(connection, "Once.", Cancellation);
        client.Vanish();

        await Channel.CloseAsync(connection, "Twice.", Cancellation);
        await Channel.CloseAsync(NewConnection(), "Never.", Cancellation);
    }

    private Connection NewConnection()
    {
        var session = SessionId.New("ada@example.com", Time);
        return new Connection(Secret.New(), session, Role.Client, session.Value, Live: true, Now);
    }

    private static Frame Frame(long? seq, string json) => new(seq, Encoding.UTF8.GetBytes(json));

    private static async Task<List<string>> ReadAsync(IListeningClient client, int count)
    {
        List<string> frames = [];
        while (frames.Count < count)
        {
            frames.Add(await client.Frames.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation));
        }

        return frames;
    }
}

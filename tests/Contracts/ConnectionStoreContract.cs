using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ConnectionStoreContract : PortContract
{
    private IConnectionStore Connections => World.Get<IConnectionStore>();

    [Fact]
    public async Task A_session_lists_its_connections_live_or_not()
    {
        var session = World.NewSession().Id;
        var other = World.NewSession().Id;
        var client = NewConnection("a", session);
        var share = NewConnection("b", session) with { Role = Role.Share, PublicId = "share", Live = true };
        await Connections.PutAsync(client, Cancellation);
        await Connections.PutAsync(share, Cancellation);
        await Connections.PutAsync(NewConnection("c", other), Cancellation);

        Assert.Equal([client, share], await ListAsync(session));
        Assert.Single(await ListAsync(other));
        Assert.Empty(await ListAsync(World.NewSession().Id));
    }

    [Fact]
    public async Task A_connection_put_again_is_replaced()
    {
        var connection = NewConnection("a", World.NewSession().Id);
        await Connections.PutAsync(connection, Cancellation);
        await Connections.PutAsync(connection with { Live = true }, Cancellation);

        Assert.Equal([connection with { Live = true }], await ListAsync(connection.Session));
    }

    [Fact]
    public async Task A_removed_connection_is_gone_and_removing_it_again_is_fine()
    {
        var session = World.NewSession().Id;
        await Connections.PutAsync(NewConnection("a", session), Cancellation);
        await Connections.PutAsync(NewConnection("b", session), Cancellation);

        await Connections.RemoveAsync(session, "a", Cancellation);
        await Connections.RemoveAsync(session, "a", Cancellation);
        await Connections.RemoveAsync(World.NewSession().Id, "b", Cancellation);
        Assert.Equal(["b"], (await ListAsync(session)).Select(connection => connection.Id));

        await Connections.RemoveAsync(session, "b", Cancellation);
        Assert.Empty(await ListAsync(session));

        await Connections.PutAsync(NewConnection("c", session), Cancellation);
        Assert.Single(await ListAsync(session));
    }

    [Fact]
    public async Task A_connection_is_found_by_its_id_alone()
    {
        var connection = NewConnection("a", World.NewSession().Id);
        await Connections.PutAsync(connection, Cancellation);
        await Connections.PutAsync(NewConnection("b", World.NewSession().Id), Cancellation);
        Assert.Equal(connection, await Connections.FindAsync("a", Cancellation));

        await Connections.PutAsync(connection with { Live = true }, Cancellation);
        Assert.Equal(connection with { Live = true }, await Connections.FindAsync("a", Cancellation));

        await Connections.RemoveAsync(connection.Session, "a", Cancellation);
        Assert.Null(await Connections.FindAsync("a", Cancellation));
        Assert.Null(await Connections.FindAsync("never", Cancellation));
    }

    [Fact]
    public async Task All_connections_of_all_sessions_are_listed()
    {
        var session = World.NewSession().Id;
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Connections.PutAsync(NewConnection(id, id == "c" ? World.NewSession().Id : session), Cancellation);
        }

        await Connections.RemoveAsync(session, "b", Cancellation);

        var all = new List<string>();
        await foreach (var connection in Connections.ListAllAsync(Cancellation))
        {
            all.Add(connection.Id);
        }

        Assert.Equal(["a", "c"], all.Order());
    }

    [Fact]
    public async Task Connections_come_and_go_at_once()
    {
        var session = World.NewSession().Id;

        await AtOnceAsync(20, async index =>
        {
            await Connections.PutAsync(NewConnection($"{index}", session), Cancellation);
            if (index % 2 == 0)
            {
                await Connections.RemoveAsync(session, $"{index}", Cancellation);
            }

            return index;
        });

        Assert.Equal(10, (await ListAsync(session)).Count);
    }

    private async Task<List<Connection>> ListAsync(SessionId session) =>
    [
        .. (await Connections.ListAsync(session, Cancellation))
            .OrderBy(connection => connection.Id, StringComparer.Ordinal),
    ];

    private Connection NewConnection(string id, SessionId session) =>
        new(id, session, Role.Client, session.Value, false, Now);
}

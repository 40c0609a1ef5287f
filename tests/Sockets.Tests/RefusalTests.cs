using System.Net;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests;

public sealed class RefusalTests
{
    public static TheoryData<string> BadIds =>
    [
        "", "x", "null", "undefined", "*", "=main", "tmux_builder_*", "$(id)", "a;b", "a/b", "%2e%2e%2fetc%2fpasswd",
        new string('a', 63), new string('a', 65), new string('A', 64), new string('g', 64), new string('a', 5000),
        new string('é', 64), new string('-', 42), new string('+', 43),
    ];

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task What_is_no_id_is_closed_1008(string id)
    {
        await using var world = await SocketWorld.StartAsync();
        using var client = await world.ConnectAsync(id);

        await client.AssertClosedAsync(1008);

        Assert.Equal("Not a session.", client.CloseReason);
        Assert.Equal(0, world.Sockets.Count);
    }

    [Fact]
    public async Task Unknown_and_deleted_sessions_and_revoked_shares_are_closed_alike()
    {
        await using var world = await SocketWorld.StartAsync();
        var deleted = await world.NewSessionAsync();
        var (shareOfDeleted, _) = await world.GrantAsync(GrantKind.Share, deleted);
        await world.DeleteAsync(deleted);

        foreach (var id in new[] { new string('a', 64), deleted.Value, shareOfDeleted, Secret.New() })
        {
            using var client = await world.ConnectAsync(id);
            await client.AssertClosedAsync(1008);
            Assert.Equal("No such session.", client.CloseReason);
        }
    }

    [Theory]
    [InlineData("https://parent.example", true)]
    [InlineData("https://PARENT.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://parent.example.evil.example", false)]
    [InlineData("http://tmux-abc.localhost", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    public async Task Only_own_and_configured_pages_may_open_sockets(string origin, bool allowed)
    {
        await using var world = await SocketWorld.StartAsync(
            new SocketOptions { AllowedOrigins = ["https://parent.example/"] });
        SessionId session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session.Value, origin: origin);

        if (allowed)
        {
            await client.GreetingAsync();
        }
        else
        {
            await client.AssertClosedAsync(1008);
        }
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_portal_of_the_same_host_may_open_sockets_behind_any_scheme(string scheme)
    {
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        using var client = await world.ConnectAsync(session.Value, origin: $"{scheme}://{world.Address.Authority}");

        await client.GreetingAsync();
    }

    [Fact]
    public async Task More_sockets_than_a_session_may_have_are_closed_1013_until_one_leaves()
    {
        await using var world = await SocketWorld.StartAsync(new SocketOptions { MaxPerSession = 2 });
        var session = await world.NewSessionAsync();
        using var first = await world.ConnectAsync(session);
        using var second = await world.ConnectAsync(session);
        using var third = await world.ConnectAsync(session);

        await third.AssertClosedAsync(1013);
        await first.CloseAsync();

        while (true)
        {
            using var next = await world.ConnectAsync(session);
            if (await next.NextAsync() is { } greeting)
            {
                Assert.Equal("history", (string?)greeting["type"]);
                break;
            }
        }
    }

    [Fact]
    public async Task A_share_that_takes_all_it_can_keeps_no_owner_out()
    {
        await using var world = await SocketWorld.StartAsync(new SocketOptions { MaxPerSession = 2 });
        var session = await world.NewSessionAsync();
        var (secret, _) = await world.GrantAsync(GrantKind.Share, session);
        using var first = await world.ConnectAsync(secret);
        using var second = await world.ConnectAsync(secret);
        using var owner = await world.ConnectAsync(session);

        await second.AssertClosedAsync(1013);
        await first.GreetingAsync();
        await owner.GreetingAsync();
    }

    [Fact]
    public async Task More_sockets_than_an_address_may_have_are_closed_1013()
    {
        await using var world = await SocketWorld.StartAsync(new SocketOptions
        {
            MaxPerAddress = 1,
            AddressOf = context => (string?)context.Request.Query["from"] ?? "",
        });
        using var first = await world.ConnectAsync(await world.NewSessionAsync(), "from=1");
        using var second = await world.ConnectAsync(await world.NewSessionAsync(), "from=1");
        using var other = await world.ConnectAsync(await world.NewSessionAsync(), "from=2");

        await second.AssertClosedAsync(1013);
        await first.GreetingAsync();
        await other.GreetingAsync();
    }

    [Fact]
    public async Task A_call_that_is_no_handshake_is_told_so()
    {
        await using var world = await SocketWorld.StartAsync();
        using var http = new HttpClient { BaseAddress = world.Address };

        using var answer = await http.GetAsync("/ws/x", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Contains(
            "socket.upgrade_required",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}

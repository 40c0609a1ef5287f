using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Tests;

public sealed class AgentNetworkTests : IAsyncLifetime
{
    private const string Head = "HEAD / HTTP/1.1\r\nHost: api.local\r\n\r\n";

    private readonly GatewayFixture gateway =
        new(new GatewayOptions { MaxConnections = 2, AllowPackageRegistry = false });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Sockets_are_open_to_the_group_their_folder_may_be_lent_to()
    {
        var session = await gateway.OpenAsync(Token);

        Assert.Equal(Convert.ToInt32("700", 8), (int)File.GetUnixFileMode(gateway.FolderOf(session)));
        Assert.Equal(
            Convert.ToInt32("660", 8), (int)File.GetUnixFileMode(Path.Combine(gateway.FolderOf(session), "api.sock")));
        Assert.Equal(
            Convert.ToInt32("660", 8),
            (int)File.GetUnixFileMode(Path.Combine(gateway.FolderOf(session), "proxy.sock")));
    }

    [Fact]
    public async Task Closing_removes_the_sockets_and_is_fine_twice()
    {
        var session = await gateway.OpenAsync(Token);

        await gateway.Network.CloseAsync(session, Token);
        await gateway.Network.CloseAsync(session, Token);

        Assert.Empty(Directory.GetFileSystemEntries(gateway.FolderOf(session)));
    }

    [Fact]
    public async Task Opening_again_leaves_connections_alone()
    {
        var session = await gateway.OpenAsync(Token);
        await using var connection = await gateway.ConnectAsync(session, "api.sock", Token);
        await connection.SendAsync(Head, Token);
        await connection.ReadUntilAsync("\r\n\r\n", Token);

        await gateway.Network.OpenAsync(session, gateway.FolderOf(session), Token);
        await connection.SendAsync(Head, Token);

        Assert.Contains("200", await connection.ReadUntilAsync("\r\n\r\n", Token));
    }

    [Fact]
    public async Task Sockets_somebody_removed_are_made_again()
    {
        var session = await gateway.OpenAsync(Token);
        Directory.Delete(gateway.FolderOf(session), recursive: true);

        await gateway.Network.OpenAsync(session, gateway.FolderOf(session), Token);

        await using var connection = await gateway.ConnectAsync(session, "api.sock", Token);
        await connection.SendAsync(Head, Token);
        Assert.Contains("200", await connection.ReadUntilAsync("\r\n\r\n", Token));
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_replaced()
    {
        var session = GatewayFixture.NewSession();
        Directory.CreateDirectory(gateway.FolderOf(session));
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(Path.Combine(gateway.FolderOf(session), "api.sock")));
        }

        await gateway.Network.OpenAsync(session, gateway.FolderOf(session), Token);

        await using var connection = await gateway.ConnectAsync(session, "api.sock", Token);
        await connection.SendAsync(Head, Token);
        Assert.Contains("200", await connection.ReadUntilAsync("\r\n\r\n", Token));
    }

    [Fact]
    public async Task A_session_that_moved_listens_in_its_new_folder_only()
    {
        var session = await gateway.OpenAsync(Token);
        var elsewhere = Path.Combine(gateway.Folder, "elsewhere");

        await gateway.Network.OpenAsync(session, elsewhere, Token);

        Assert.Equal(2, Directory.GetFileSystemEntries(elsewhere).Length);
        Assert.Empty(Directory.GetFileSystemEntries(gateway.FolderOf(session)));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_named()
    {
        var folder = Path.Combine(gateway.Folder, new string('x', 120));

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => gateway.Network.OpenAsync(GatewayFixture.NewSession(), folder, Token));

        Assert.Contains("107 bytes", refused.Message);
    }

    [Theory]
    [InlineData("api.sock")]
    [InlineData("proxy.sock")]
    public async Task Connections_beyond_the_limit_are_closed_at_once(string name)
    {
        var session = await gateway.OpenAsync(Token);
        await using var first = await gateway.ConnectAsync(session, name, Token);
        await using var second = await gateway.ConnectAsync(session, name, Token);

        await using var third = await gateway.ConnectAsync(session, name, Token);

        Assert.Equal("", await third.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_connection_that_ended_makes_room()
    {
        var session = await gateway.OpenAsync(Token);
        for (var i = 0; i < 5; i++)
        {
            await using var connection = await gateway.ConnectAsync(session, "proxy.sock", Token);
            await connection.SendAsync("nonsense\r\n\r\n", Token);
            Assert.Contains("400", await connection.ReadToEndAsync(Token));
        }
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("user@example.com")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("example.com:0")]
    [InlineData("2130706433")]
    public void An_allowed_host_that_is_none_is_refused_at_start(string host)
    {
        var refused = Assert.Throws<ArgumentException>(
            () => new GatewayFixture(new GatewayOptions { AllowedHosts = [host] }));

        Assert.Contains($"'{host}'", refused.Message);
    }
}

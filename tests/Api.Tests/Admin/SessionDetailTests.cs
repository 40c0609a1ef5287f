using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Admin;

/// <summary>What an admin is shown of one session, at once and live.</summary>
public sealed class SessionDetailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_detail_shows_all_that_belongs_to_a_session()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(request: "A page");

        var detail = (await host.GetAsync($"/api/admin/sessions/{guid}", ApiHost.Admin)).Expect(200).Json;

        Assert.Equal(guid, detail.GetProperty("guid").GetString());
        Assert.Equal(
            "initial", Assert.Single(detail.GetProperty("turns").EnumerateArray()).GetProperty("origin").GetString());
        var act = Assert.Single(detail.GetProperty("audit").EnumerateArray());
        Assert.Equal("session.create", act.GetProperty("action").GetString());
        Assert.All(
            ["files", "folders", "resources", "sites"],
            (string list) => Assert.Empty(detail.GetProperty(list).EnumerateArray()));
        (await host.GetAsync($"/api/admin/sessions/{guid}/files?path=../../etc/passwd", ApiHost.Admin)).ExpectProblem(
            404, "file.not_found");
        (await host.GetAsync($"/api/admin/sessions/{guid}/files", ApiHost.Admin)).ExpectProblem(422, "fields.invalid");
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_of_one_session()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        var ticket =
            (await host.PostAsync("/api/admin/ws-ticket", $$"""{"guid":"{{guid}}"}""", ApiHost.Admin)).Expect(201);

        var hash = Core.Access.Secret.Hash(ticket.Text("ticket"));
        var now = host.Time.GetUtcNow();
        var grants = host.Service<IGrantStore>();
        Assert.Null(
            await grants.FindAsync(Core.Access.GrantKind.SocketTicket, hash, now + TimeSpan.FromSeconds(60), Token));
        Assert.Equal(guid, (await grants.RedeemAsync(Core.Access.GrantKind.SocketTicket, hash, now, Token))?.Subject);
        Assert.Null(await grants.RedeemAsync(Core.Access.GrantKind.SocketTicket, hash, now, Token));
    }
}

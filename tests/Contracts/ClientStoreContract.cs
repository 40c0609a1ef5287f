using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class ClientStoreContract : PortContract
{
    private static readonly ClientProfile Ada = new(
        "ada@example.com", "Ada Löve", "+43", "https://a.example/ä.png", "zoom");

    private IClientStore Clients => World.Get<IClientStore>();

    [Fact]
    public async Task A_profile_is_found_by_address_in_any_case()
    {
        await Clients.SaveAsync(Ada, Cancellation);

        Assert.Equal(Ada, await Clients.FindAsync("ada@example.com", Cancellation));
        Assert.Equal(Ada, await Clients.FindAsync("Ada@Example.com", Cancellation));
        Assert.Null(await Clients.FindAsync("eve@example.com", Cancellation));
    }

    [Fact]
    public async Task A_save_replaces_and_outlives_the_process()
    {
        await Clients.SaveAsync(Ada, Cancellation);
        var changed = Ada with { Name = "A", Theme = "coral" };
        await Clients.SaveAsync(changed, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(changed, await Clients.FindAsync(Ada.Email, Cancellation));
    }
}

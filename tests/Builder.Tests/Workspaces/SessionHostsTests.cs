using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Workspaces;

public sealed class SessionHostsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_reaches_what_it_was_allowed_and_with_keys_what_they_open(bool keys)
    {
        var tenants = new FakeTenants();
        await using var machine = Machine.New(
            added: services => _ = keys ? services.AddSingleton<ITenantIdentity>(tenants) : services);
        var session = await machine.SessionAsync();
        var allowed = session with { AllowedHosts = AllowedHosts.Write(["api.example.com"])! };
        await machine.Sessions.SaveAsync(allowed, null, Token);

        var hosts = await machine.Get<ISessionHosts>().OfAsync(session.Id, Token);

        string[] own = keys ? [.. await tenants.HostsAsync(session.Id, Token)] : [];
        Assert.Equal(["api.example.com", .. own], hosts);
        Assert.Equal(keys, own.Length > 0);
    }
}

using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class TenantIdentityContract : PortContract
{
    private ITenantIdentity Identity => World.Get<ITenantIdentity>();

    [Fact]
    public async Task Ensuring_twice_is_one_identity()
    {
        var session = World.NewSession().Id;

        var first = await Identity.EnsureAsync(session, Cancellation);
        var second = await Identity.EnsureAsync(session, Cancellation);

        Assert.Equal(first?.UserName, second?.UserName);
    }

    [Fact]
    public async Task Rotating_keeps_the_identity_and_replaces_the_keys()
    {
        var session = World.NewSession().Id;
        var first = await Identity.EnsureAsync(session, Cancellation);

        var second = await Identity.RotateAsync(session, Cancellation);

        Assert.Equal(first?.UserName, second?.UserName);
        Assert.True(first is null || first.SecretAccessKey != second?.SecretAccessKey);
    }

    [Fact]
    public async Task Hosts_are_of_sessions_that_have_keys_and_of_those_alone()
    {
        var session = World.NewSession().Id;
        Assert.Empty(await Identity.HostsAsync(session, Cancellation));

        var keys = await Identity.EnsureAsync(session, Cancellation);
        Assert.Equal(keys is null, (await Identity.HostsAsync(session, Cancellation)).Count == 0);

        await Identity.RevokeAsync(session, Cancellation);
        Assert.Empty(await Identity.HostsAsync(session, Cancellation));
    }

    [Fact]
    public async Task Revoking_what_is_absent_is_fine()
    {
        var session = World.NewSession().Id;

        await Identity.RevokeAsync(session, Cancellation);
        var made = await Identity.EnsureAsync(session, Cancellation);
        await Identity.RevokeAsync(session, Cancellation);
        await Identity.RevokeAsync(session, Cancellation);

        Assert.Equal(made?.UserName, (await Identity.EnsureAsync(session, Cancellation))?.UserName);
    }
}

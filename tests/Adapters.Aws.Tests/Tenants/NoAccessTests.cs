using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

/// <summary>Agents without an identity, as is the default.</summary>
public sealed class NoAccessTests : TenantIdentityContract
{
    [Fact]
    public async Task Where_agents_get_none_nothing_is_made_and_nobody_asked()
    {
        var identity = World.Get<ITenantIdentity>();
        var session = World.NewSession().Id;

        Assert.Null(await identity.EnsureAsync(session, Cancellation));
        Assert.Null(await identity.RotateAsync(session, Cancellation));
        await identity.RevokeAsync(session, Cancellation);

        var calls = await ((CloudWorld)World).Account.CallsAsync(Cancellation);
        Assert.DoesNotContain(calls, call => call.Service is "iam" or "sts");
    }

    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync();
}

using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

public sealed class IamTenantIdentityTests : TenantIdentityContract
{
    protected override async ValueTask<StoreWorld> OpenAsync() => await TenantWorld.OpenAsync();
}

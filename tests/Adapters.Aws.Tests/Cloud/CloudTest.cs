using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>A test of what only AWS can do, in an account of its own.</summary>
public abstract class CloudTest : PortContract
{
    private protected CloudWorld Cloud => (CloudWorld)World;

    protected override async ValueTask<StoreWorld> OpenAsync() => await CloudWorld.OpenAsync(Clock, Adjust);

    /// <summary>In place of a clock that stands still.</summary>
    private protected virtual TimeProvider? Clock => null;

    private protected virtual AwsOptions Adjust(AwsOptions options) => options;
}

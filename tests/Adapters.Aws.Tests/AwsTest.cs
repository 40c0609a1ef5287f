using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>A test of what only AWS can do, beside the contracts.</summary>
public abstract class AwsTest(Emulator emulator) : PortContract
{
    private protected AwsWorld Aws => (AwsWorld)World;

    protected override ValueTask<StoreWorld> OpenAsync() => AwsWorld.OpenAsync(emulator);
}

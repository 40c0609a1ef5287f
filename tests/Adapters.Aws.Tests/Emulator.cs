using TmuxBuilder.Testing;

[assembly: AssemblyFixture(typeof(TmuxBuilder.Adapters.Aws.Tests.Emulator))]

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>AWS on this machine, for all tests of the suite; each world has an account of its own.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private AwsEmulator? shared;

    public async ValueTask InitializeAsync() => shared = await AwsEmulator.SharedAsync();

    public Task<AwsAccount> OpenAccountAsync() =>
        shared!.OpenAccountAsync(TestContext.Current.CancellationToken);

    /// <summary>It ends with the process.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using TmuxBuilder.Testing;

[assembly: AssemblyFixture(typeof(TmuxBuilder.Adapters.Aws.Tests.Emulator))]

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>AWS on this machine, started once for all tests of the suite.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private AwsEmulator? shared;

    internal AwsEmulator Aws =>
        shared ?? throw new InvalidOperationException("The emulator is started before the first test.");

    public async ValueTask InitializeAsync() => shared = await AwsEmulator.SharedAsync();

    /// <summary>It ends with the process.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

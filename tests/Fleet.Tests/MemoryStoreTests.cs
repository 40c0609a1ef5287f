using TmuxBuilder.Contracts;

namespace TmuxBuilder.Fleet.Tests;

/// <summary>The fleet's stores do what every adapter does. Lists and erasure in full are no part of it.</summary>
public sealed class MemorySessionStoreTests : SessionStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryTurnStoreTests : TurnStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryTurnStepTests : TurnStepContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryTurnRefusalTests : TurnRefusalContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryTurnDropTests : TurnDropContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryCommandStoreTests : CommandStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryLeaseStoreTests : LeaseStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryActivityLogTests : ActivityLogContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryChatStoreTests : ChatStoreContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

public sealed class MemoryDoorbellTests : DoorbellContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => MemoryWorld.OpenAsync();
}

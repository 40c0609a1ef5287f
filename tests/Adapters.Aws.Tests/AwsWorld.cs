using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Contracts;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>The adapters over DynamoDB, in an account of their own.</summary>
internal sealed class AwsWorld : StoreWorld
{
    private readonly DynamoDbOptions options;
    private readonly AmazonDynamoDBClient client;
    private readonly Action<IServiceCollection> configure;
    private ServiceProvider services;

    private AwsWorld(AwsAccount account, TimeSpan? callTimeout, Action<IServiceCollection>? configure)
    {
        Account = account;
        this.configure = configure ?? (_ => { });
        Wire = new FaultyWire();
        client = new AmazonDynamoDBClient(
            account.Credentials,
            account.Configure(new AmazonDynamoDBConfig { MaxErrorRetry = 0, HttpClientFactory = Wire }));
        options = new DynamoDbOptions
        {
            FirstPause = TimeSpan.FromMilliseconds(1),
            CallTimeout = callTimeout ?? TimeSpan.FromSeconds(30),
        };
        services = Build();
    }

    public AwsAccount Account { get; }

    public override IServiceProvider Services => services;

    /// <summary>What every call goes through.</summary>
    public FaultyWire Wire { get; }

    public static async ValueTask<StoreWorld> OpenAsync(Emulator emulator) => await OpenOwnAsync(emulator);

    /// <param name="configure">Registers what shall be used in place of what is registered otherwise.</param>
    public static async ValueTask<AwsWorld> OpenOwnAsync(
        Emulator emulator, TimeSpan? callTimeout = null, Action<IServiceCollection>? configure = null)
    {
        var account = await emulator.OpenAccountAsync();
        var world = new AwsWorld(account, callTimeout, configure);
        foreach (var table in new[] { TableDefinition.Main, TableDefinition.Resources })
        {
            await world.client.CreateTableAsync(TableRequests.Create(table, table.Name), CancellationToken);
        }

        world.Wire.Forget();
        return world;
    }

    public override async ValueTask ReopenAsync()
    {
        await services.DisposeAsync();
        services = Build();
    }

    /// <summary>The same tables, as another process has them.</summary>
    public ServiceProvider AnotherProcess() => Build();

    /// <summary>How many items there are in the table of everything but the ledger.</summary>
    public async Task<int> CountItemsAsync() => (await ItemsAsync()).Count;

    /// <summary>All items of that table.</summary>
    public async Task<List<Item>> ItemsAsync()
    {
        var items = new List<Item>();
        var request = new ScanRequest { TableName = options.Table, ConsistentRead = true };
        do
        {
            var page = await client.ScanAsync(request, CancellationToken);
            items.AddRange(page.Items ?? []);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return items;
    }

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        client.Dispose();
        await Account.DisposeAsync();
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private ServiceProvider Build()
    {
        var collection = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            // An instance: the container does not dispose it, and it outlives a reopening.
            .AddSingleton<IAmazonDynamoDB>(client)
            .AddDynamoDb(options);
        configure(collection);
        return collection.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}

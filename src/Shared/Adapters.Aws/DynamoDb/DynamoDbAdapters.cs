using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Registers what is kept in DynamoDB; every area has its own line.</summary>
internal static class DynamoDbAdapters
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDynamoDb(DynamoDbOptions options) => services
            .AddDynamoDbTables(options)
            .AddDynamoDbSessions();

        private IServiceCollection AddDynamoDbTables(DynamoDbOptions options)
        {
            services.TryAddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(Configured(options)));
            return services
                .AddSingleton(options)
                .AddSingleton(provider => new Tables(
                    new Table(provider.GetRequiredService<IAmazonDynamoDB>(), options.Table, options),
                    new Table(provider.GetRequiredService<IAmazonDynamoDB>(), options.ResourcesTable, options)));
        }
    }

    /// <summary>
    /// The client's own retries are off: <see cref="Table"/> knows which calls belong together and what a lost answer
    /// means to each.
    /// </summary>
    private static AmazonDynamoDBConfig Configured(DynamoDbOptions options) =>
        new() { MaxErrorRetry = 0, Timeout = options.CallTimeout };
}

using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Registers what is kept in DynamoDB; every area has its own line.</summary>
internal static class DynamoDbAdapters
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDynamoDb(DynamoDbOptions options) => services
            .AddDynamoDbTables(options)
            .AddDynamoDbSessions()
            .AddDynamoDbRecords();

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
    /// The client tries once more by itself, as only so it learns from a refused call that its clock is wrong. All
    /// other tries are the <see cref="Table"/>'s, which knows what a lost answer means to each call.
    /// </summary>
    internal static AmazonDynamoDBConfig Configured(DynamoDbOptions options) =>
        new()
        {
            MaxErrorRetry = 1,
            Timeout = options.CallTimeout,
            DefaultAWSCredentials = AwsClients.OfEnvironment,
        };
}

using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb.Answers;
using TmuxBuilder.Adapters.Aws.DynamoDb.Audit;
using TmuxBuilder.Adapters.Aws.DynamoDb.Budgets;
using TmuxBuilder.Adapters.Aws.DynamoDb.Clients;
using TmuxBuilder.Adapters.Aws.DynamoDb.Connections;
using TmuxBuilder.Adapters.Aws.DynamoDb.Grants;
using TmuxBuilder.Adapters.Aws.DynamoDb.Limits;
using TmuxBuilder.Adapters.Aws.DynamoDb.Operations;
using TmuxBuilder.Adapters.Aws.DynamoDb.Requests;
using TmuxBuilder.Adapters.Aws.DynamoDb.Resources;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sites;
using TmuxBuilder.Adapters.Aws.DynamoDb.Uploads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Usage;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Registers what hangs on sessions and clients, and what stands alone.</summary>
internal static class DynamoDbRecordAdapters
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDynamoDbRecords() => services
            .AddSingleton<IAuditStore, DynamoDbAuditStore>()
            .AddSingleton<IAnswerStore, DynamoDbAnswerStore>()
            .AddSingleton<ISessionErasing, AnswerErasing>()
            .AddSingleton<ILimitStore, DynamoDbLimitStore>()
            .AddSingleton<IClientStore, DynamoDbClientStore>()
            .AddSingleton<IConnectionStore, DynamoDbConnectionStore>()
            .AddSingleton<ISessionErasing, ConnectionErasing>()
            .AddSingleton<IGrantStore, DynamoDbGrantStore>()
            .AddSingleton<ISessionErasing, GrantErasing>()
            .AddSingleton<IOperationStore, DynamoDbOperationStore>()
            .AddSingleton<IRequestStore, DynamoDbRequestStore>()
            .AddSingleton<ISessionErasing, RequestErasing>()
            .AddSingleton<IResourceLedger, DynamoDbResourceLedger>()
            .AddSingleton<ISessionErasing, ResourceErasing>()
            .AddSingleton<ISiteStore, DynamoDbSiteStore>()
            .AddSingleton<SiteRemoval>()
            .AddSingleton<ISessionErasing>(provider => provider.GetRequiredService<SiteRemoval>())
            .AddSingleton<IUploadStore, DynamoDbUploadStore>()
            .AddSingleton<UsagePages>()
            .AddSingleton<IUsageStore, DynamoDbUsageStore>()
            .AddSingleton<ISessionErasing, UsageErasing>()
            .AddSingleton<IBudgetStore, DynamoDbBudgetStore>();
    }
}

using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded.Access;
using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Audit;
using TmuxBuilder.Adapters.Embedded.Budgets;
using TmuxBuilder.Adapters.Embedded.Chat;
using TmuxBuilder.Adapters.Embedded.Clients;
using TmuxBuilder.Adapters.Embedded.Commands;
using TmuxBuilder.Adapters.Embedded.Connections;
using TmuxBuilder.Adapters.Embedded.Doorbells;
using TmuxBuilder.Adapters.Embedded.Files;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Limits;
using TmuxBuilder.Adapters.Embedded.Mailing;
using TmuxBuilder.Adapters.Embedded.Operations;
using TmuxBuilder.Adapters.Embedded.Requests;
using TmuxBuilder.Adapters.Embedded.Resources;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sites;
using TmuxBuilder.Adapters.Embedded.Sockets;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Adapters.Embedded.Tenants;
using TmuxBuilder.Adapters.Embedded.Turns;
using TmuxBuilder.Adapters.Embedded.Uploads;
using TmuxBuilder.Adapters.Embedded.Usage;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded;

/// <summary>Registers the adapters of a host that stands alone.</summary>
public static class EmbeddedAdapters
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds every port, kept in one data folder. The folder is made and the database opened
        /// with the first of them, which then throws <see cref="DataFolderException"/> when that cannot be. Needs a
        /// <see cref="TimeProvider"/>.
        /// </summary>
        public IServiceCollection AddEmbeddedAdapters(EmbeddedOptions options) => services
            .AddSingleton(options)
            .AddSingleton(_ => new DataFolder(options.DataFolder))
            .AddSingleton<SqliteDatabase>()
            .AddSingleton<ISessionStore, SqliteSessionStore>()
            .AddSingleton<ITurnStore, SqliteTurnStore>()
            .AddSingleton<IChatStore, SqliteChatStore>()
            .AddSingleton<IActivityLog, SqliteActivityLog>()
            .AddSingleton<ILeaseStore, SqliteLeaseStore>()
            .AddSingleton<ICommandStore, SqliteCommandStore>()
            .AddSingleton<IRequestStore, SqliteRequestStore>()
            .AddSingleton<ISiteStore, SqliteSiteStore>()
            .AddSingleton<IResourceLedger, SqliteResourceLedger>()
            .AddSingleton<IUploadStore, SqliteUploadStore>()
            .AddSingleton<IClientStore, SqliteClientStore>()
            .AddSingleton<IGrantStore, SqliteGrantStore>()
            .AddSingleton<IAnswerStore, SqliteAnswerStore>()
            .AddSingleton<ILimitStore, InMemoryLimitStore>()
            .AddSingleton<IAuditStore, SqliteAuditStore>()
            .AddSingleton<IOperationStore, SqliteOperationStore>()
            .AddSingleton<IUsageStore, SqliteUsageStore>()
            .AddSingleton<IBudgetStore, SqliteBudgetStore>()
            .AddSingleton<IConnectionStore, InMemoryConnectionStore>()
            .AddSingleton<LocalSockets>()
            .AddSingleton<IClientChannel, LocalClientChannel>()
            .AddSingleton<IDoorbell, ChannelDoorbell>()
            .AddSingleton<DoorbellRebuild>()
            .AddSingleton<ITenantIdentity, NoTenantIdentity>()
            .AddSingleton<FileWriter>()
            .AddSingleton<IBlobStore, FolderBlobStore>()
            .AddSingleton<ISitePublisher, FolderSitePublisher>()
            .AddSingleton<IMailer, EmlMailer>();
    }
}

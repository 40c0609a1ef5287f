using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Audit;
using TmuxBuilder.Adapters.Aws.DynamoDb.Chat;
using TmuxBuilder.Adapters.Aws.DynamoDb.Commands;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Leases;
using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Adapters.Aws.DynamoDb.Turns;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>Registers sessions and what their heads hold together.</summary>
internal static class DynamoDbSessionAdapters
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDynamoDbSessions() => services
            .AddSingleton<SessionHeads>()
            .AddSingleton<LongTexts>()
            .AddSingleton<ArrivalClock>()
            .AddSingleton<AuditItems>()
            .AddSingleton<SessionWrites>()
            .AddSingleton<SessionRows>()
            .AddSingleton<SessionPages>()
            .AddSingleton(new SearchBounds())
            .AddSingleton<SessionSearch>()
            .AddSingleton<SessionErasure>()
            .AddSingleton<ISessionStore, DynamoDbSessionStore>()
            .AddSingleton<LogAppend>()
            .AddSingleton<IActivityLog, DynamoDbActivityLog>()
            .AddSingleton<ChatLines>()
            .AddSingleton<ChatClearing>()
            .AddSingleton<IChatStore, DynamoDbChatStore>()
            .AddSingleton<TurnItems>()
            .AddSingleton<TurnQueue>()
            .AddSingleton<TurnSubmission>()
            .AddSingleton<TurnSteps>()
            .AddSingleton<ITurnStore, DynamoDbTurnStore>()
            .AddSingleton<ICommandStore, DynamoDbCommandStore>()
            .AddSingleton<ILeaseStore, DynamoDbLeaseStore>();
    }
}

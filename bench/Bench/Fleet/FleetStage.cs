using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Tests;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>
/// What the stack of a stage makes, on the emulator, and the API's half: sessions and what is said to them.
/// </summary>
internal sealed class FleetStage : IAsyncDisposable
{
    private const int Looks = 4_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly AwsEmulator emulator;
    private readonly ServiceProvider services;

    private FleetStage(AwsEmulator emulator, IReadOnlyDictionary<string, string> settings)
    {
        (this.emulator, Settings) = (emulator, settings);
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddAwsAdapters(StageSettings.Read(new SettingReader(settings.GetValueOrDefault)))
            .AddCore()
            .BuildServiceProvider();
    }

    /// <summary>What a worker finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    private ILeaseStore Leases => services.GetRequiredService<ILeaseStore>();

    public static async Task<FleetStage> OpenAsync(CancellationToken cancellationToken)
    {
        var emulator = await AwsEmulator.StartAsync(cancellationToken);
        var account = await emulator.OpenAccountAsync(cancellationToken);
        foreach (var (name, value) in account.Environment)
        {
            // The SDK's clients take them from there.
            Environment.SetEnvironmentVariable(name, value);
        }

        using var tables = new AmazonDynamoDBClient();
        using var buckets = new AmazonS3Client();
        using var queues = new AmazonSQSClient();
        foreach (var table in new[] { TableDefinition.Main, TableDefinition.Resources })
        {
            await tables.CreateTableAsync(TableRequests.Create(table, table.Name), cancellationToken);
        }

        await buckets.PutBucketAsync($"blobs-{account.Id}", cancellationToken);
        await queues.CreateQueueAsync("doorbells", cancellationToken);
        return new FleetStage(emulator, new Dictionary<string, string>(account.Environment)
        {
            ["TMUXBUILDER_ACCOUNT"] = account.Id,
            ["TMUXBUILDER_PUBLIC_URL"] = "https://builder.example.com",
            ["TMUXBUILDER_DOORBELL_QUEUE_URL"] = new Uri(account.Endpoint, $"{account.Id}/doorbells").AbsoluteUri,
            ["TMUXBUILDER_BLOBS_BUCKET"] = $"blobs-{account.Id}",
            ["TMUXBUILDER_SOCKETS_ENDPOINT"] = new Uri(account.Endpoint, "live").AbsoluteUri,
            ["TMUXBUILDER_MAIL_HOST"] = "127.0.0.1",
            ["TMUXBUILDER_MAIL_SECURITY"] = "none",
            ["TMUXBUILDER_MAIL_FROM"] = "tea@example.com",
        });
    }

    public async Task<SessionId> SessionAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session
        {
            Id = SessionId.New("bench@example.com", TimeProvider.System),
            Email = "bench@example.com",
            ClientName = "Bench",
            Name = "Bench",
            State = SessionState.Initializing,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await services.GetRequiredService<ISessionStore>().CreateAsync(
            session, new SessionBeginning(), cancellationToken);
        return session.Id;
    }

    public Task SayAsync(SessionId session, CancellationToken cancellationToken) =>
        services.GetRequiredService<TurnSubmitter>().SubmitAsync(
            new TurnRequest(session, "Work", TurnOrigin.Client), cancellationToken);

    /// <summary>Waits until the worker has all these sessions.</summary>
    public Task UntilHeldAsync(
        WorkerId worker, IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) =>
        UntilAsync(
            async () =>
            {
                var held = await Leases.ListHeldAsync(worker, cancellationToken);
                return sessions.All(held.Select(lease => lease.Session).ToHashSet().Contains);
            },
            cancellationToken);

    /// <summary>Waits until a worker is there to the others.</summary>
    public Task UntilThereAsync(WorkerId worker, CancellationToken cancellationToken) => UntilAsync(
        async () => (await Leases.ListWorkersAsync(cancellationToken)).Any(one => one.Id == worker), cancellationToken);

    /// <summary>Waits until the session rests and is stored.</summary>
    public Task UntilStoredAsync(SessionId session, CancellationToken cancellationToken) => UntilAsync(
        async () => await services.GetRequiredService<ISessionStore>().FindAsync(session, cancellationToken)
            is { State: SessionState.Ready or SessionState.Completed, Checkpoint: not null },
        cancellationToken);

    /// <summary>Waits until nobody has the session.</summary>
    public Task UntilFreeAsync(SessionId session, CancellationToken cancellationToken) => UntilAsync(
        async () => await Leases.FindAsync(session, cancellationToken) is { Worker: null }, cancellationToken);

    /// <summary>Waits until every session's last turn is in a state.</summary>
    public Task UntilAsync(
        IReadOnlyCollection<SessionId> sessions, TurnState state, CancellationToken cancellationToken) =>
        UntilAsync(
            async () =>
            {
                foreach (var session in sessions)
                {
                    var turns = await services.GetRequiredService<ITurnStore>().ListRecentAsync(
                        session, 1, cancellationToken);
                    if (turns is not [var last] || last.State != state)
                    {
                        return false;
                    }
                }

                return true;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await emulator.DisposeAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        throw new InvalidOperationException("What was waited for did not come.");
    }
}

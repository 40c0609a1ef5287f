using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Api;

/// <summary>Fills a data folder through the product's own adapters.</summary>
internal static class Seed
{
    private const int Together = 128;

    // As many as the log takes in one transaction.
    private const int AtOnce = 50;

    /// <summary>
    /// Stores sessions; paused ones take messages and run none, so that only the control plane is measured.
    /// </summary>
    public static Task<IReadOnlyList<SessionId>> SessionsAsync(
        string dataFolder, int count, CancellationToken cancellationToken) =>
        WithStoresAsync<IReadOnlyList<SessionId>>(dataFolder, async stores =>
        {
            var store = stores.GetRequiredService<ISessionStore>();
            var sessions = new List<SessionId>(count);
            foreach (var part in Enumerable.Range(0, count).Chunk(Together))
            {
                var made = part.Select(NewSession).ToList();
                await Task.WhenAll(made.Select(session => store.CreateAsync(session, cancellationToken)));
                sessions.AddRange(made.Select(session => session.Id));
            }

            return sessions;
        });

    /// <summary>Gives a session a long chat.</summary>
    public static Task<bool> ChatAsync(
        string dataFolder, SessionId session, int lines, CancellationToken cancellationToken) =>
        WithStoresAsync(dataFolder, async stores =>
        {
            var chat = stores.GetRequiredService<IChatStore>();
            foreach (var part in Enumerable.Range(0, lines).Chunk(Together))
            {
                await Task.WhenAll(part.Select(line => chat.AddAsync(session, Line(line), null, cancellationToken)));
            }

            return true;
        });

    /// <summary>Gives a session a log of what happened.</summary>
    public static Task<bool> EventsAsync(
        string dataFolder, SessionId session, int events, CancellationToken cancellationToken) =>
        WithStoresAsync(dataFolder, async stores =>
        {
            var log = stores.GetRequiredService<IActivityLog>();
            foreach (var part in Enumerable.Range(0, events).Chunk(AtOnce))
            {
                var entries = part.Select(number => ActivityFilter.Prepare(
                    new ActivityEvent("status", $"Looking at event {number} of the work"),
                    TimeProvider.System.GetUtcNow()));
                await log.AppendAsync(session, [.. entries], lease: null, cancellationToken);
            }

            return true;
        });

    /// <summary>What the line of this number says.</summary>
    public static string TextOf(int line) =>
        $"Line {line}: please move the opening hours above the gallery, and make the headline a little shorter.";

    private static Session NewSession(int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new Session
        {
            Id = SessionId.New($"client{number}@example.com", TimeProvider.System),
            Email = $"client{number}@example.com",
            ClientName = $"Client {number}",
            Name = $"Project {number}",
            InitialRequest = "A site for my bakery",
            State = SessionState.Paused,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static ChatMessage Line(int number) => new()
    {
        Id = MessageId.New(TimeProvider.System),
        Role = number % 2 == 0 ? ChatRole.User : ChatRole.Assistant,
        Content = TextOf(number),
        Timestamp = TimeProvider.System.GetUtcNow(),
    };

    private static async Task<T> WithStoresAsync<T>(string dataFolder, Func<IServiceProvider, Task<T>> work)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = dataFolder, SiteBase = () => new Uri("http://localhost/") });
        await using var provider = services.BuildServiceProvider();
        return await work(provider);
    }
}

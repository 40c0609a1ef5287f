using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>The protocol for sockets of a gateway, over the embedded adapters and a clock of the test's.</summary>
internal sealed class RemoteWorld : IAsyncDisposable
{
    public const string Host = "builder.example.com";

    private readonly string folder = Directory.CreateTempSubdirectory("tb-remote-").FullName;
    private readonly ServiceProvider services;

    public RemoteWorld(SocketOptions? options = null) => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(Time)
        .AddLogging()
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
        .AddCore()
        .AddRemoteSockets(options ?? new SocketOptions())
        .AddSingleton<IRemoteSockets>(Gateway)
        .AddSingleton<IGreetQueue>(Gateway)
        .AddSingleton<IClientChannel>(Gateway)
        .BuildServiceProvider();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero));

    public Gateway Gateway { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<SessionId> NewSessionAsync()
    {
        var id = SessionId.New("ada@example.com", Time);
        var now = Time.GetUtcNow();
        await Get<ISessionStore>().CreateAsync(
            new Session
            {
                Id = id,
                Email = "ada@example.com",
                ClientName = "Ada",
                Name = "Tea shop",
                CreatedAt = now,
                UpdatedAt = now,
            },
            Cancellation);
        return id;
    }

    public Task<int> ConnectAsync(
        string id, string connection, string? ticket = null, string? origin = null, string? since = null) =>
        Get<RemoteAdmission>().ConnectAsync(
            new SocketCall(id, ticket, origin, Host, "203.0.113.7"), connection, since, Cancellation);

    /// <summary>A socket of a session's that the gateway has opened and that was greeted.</summary>
    public async Task GreetedAsync(SessionId session, string connection)
    {
        Assert.Equal(200, await ConnectAsync(session.Value, connection));
        Gateway.Open(connection);
        await Get<Greeter>().GreetAsync(Gateway.Greetings[^1], Cancellation);
        Gateway.Open(connection);
    }

    public Task SayAsync(string connection, string said, bool isBinary = false) =>
        Get<RemoteConnections>().SayAsync(connection, Encoding.UTF8.GetBytes(said), isBinary, Cancellation);

    public async Task<Connection?> FindAsync(string connection) =>
        await Get<IConnectionStore>().FindAsync(connection, Cancellation);

    /// <summary>Says one thing in a session, as its agent would.</summary>
    public async Task TellAsync(SessionId session, string message) => Assert.Equal(
        AppendOutcome.Appended,
        await Get<ActivityRecorder>().RecordAsync(
            session, [new ActivityEvent("status", message)], lease: null, Cancellation));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

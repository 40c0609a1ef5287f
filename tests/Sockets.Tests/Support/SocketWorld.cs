using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>A real host on a loopback port, with the embedded adapters over a folder of its own.</summary>
internal sealed class SocketWorld : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder = Directory.CreateTempSubdirectory("tb-sockets-").FullName;

    private SocketWorld(SocketOptions options, TimeProvider time, ILiveTerminals? terminals)
    {
        Time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(time)
            .AddEmbeddedAdapters(
                new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost/") })
            .AddCore()
            .AddSockets(options);
        Watch(builder.Services);
        if (terminals is not null)
        {
            builder.Services.AddSingleton(terminals);
        }

        app = builder.Build();
        app.MapSockets();
    }

    public TimeProvider Time { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public ActivityRecorder Recorder => Get<ActivityRecorder>();

    public LocalSockets Sockets => Get<LocalSockets>();

    /// <summary>Waits until a connection was forgotten.</summary>
    public Task<string> ForgottenAsync() => ((WatchedConnections)Get<IConnectionStore>()).Removed
        .ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SocketWorld> StartAsync(
        SocketOptions? options = null, TimeProvider? time = null, ILiveTerminals? terminals = null)
    {
        var world = new SocketWorld(options ?? new SocketOptions(), time ?? TimeProvider.System, terminals);
        await world.app.StartAsync(Cancellation);
        var address = world.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        world.Address = new Uri(address);
        return world;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<SessionId> NewSessionAsync(SessionId? known = null)
    {
        var id = known ?? SessionId.New("ada@example.com", Time);
        var now = Time.GetUtcNow();
        var outcome = await Get<ISessionStore>().CreateAsync(
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
        Assert.Equal(CreateOutcome.Created, outcome);
        return id;
    }

    /// <summary>Gives out a secret of a kind for a session; the id is the grant's public name.</summary>
    public async Task<(string Secret, string Id)> GrantAsync(GrantKind kind, SessionId session)
    {
        var secret = Secret.New();
        var id = Id<Grant>.New(Time).Value;
        var now = Time.GetUtcNow();
        var grant = new Grant(id, kind, Secret.Hash(secret), session.Value, "test", now, now.AddMinutes(1));
        await Get<IGrantStore>().AddAsync(grant, Cancellation);
        return (secret, id);
    }

    public async Task<Site> NewSiteAsync(SessionId session)
    {
        var lease = await Get<ILeaseStore>().AcquireAsync(session, WorkerId.Parse("worker"), Cancellation);
        var now = Time.GetUtcNow();
        var site = new Site
        {
            Id = SiteId.New(Time),
            Session = session,
            Slug = "tea",
            Name = "Tea",
            Bucket = SiteNames.Bucket(session, "tea", now),
            Url = "http://tea.localhost/",
            CreatedAt = now,
            UpdatedAt = now,
        };
        Assert.True(await Get<ISiteStore>().CreateAsync(site, lease!, Cancellation));
        return site;
    }

    /// <summary>Says one thing in a session, as its agent would.</summary>
    public async Task SayAsync(SessionId session, string type, string message, string? data = null) => Assert.Equal(
        AppendOutcome.Appended,
        await Recorder.RecordAsync(session, [new ActivityEvent(type, message, data)], lease: null, Cancellation));

    public async Task SayManyAsync(SessionId session, int count, string text = "step")
    {
        for (var from = 0; from < count; from += 50)
        {
            var events = Enumerable.Range(from, Math.Min(50, count - from))
                .Select(n => new ActivityEvent("status", $"{text} {n}"));
            await Recorder.RecordAsync(session, [.. events], lease: null, Cancellation);
        }
    }

    public async Task<TestClient> ConnectAsync(string id, string query = "", string? origin = null) =>
        await TestClient.OpenAsync(
            new UriBuilder(Address) { Scheme = "ws", Path = $"/ws/{id}", Query = query }.Uri, origin);

    public Task<TestClient> ConnectAsync(SessionId session, string query = "") => ConnectAsync(session.Value, query);

    public Task StopAsync() => app.StopAsync(Cancellation);

    /// <summary>Saves the session as deleted, telling nobody.</summary>
    public async Task DeleteAsync(SessionId session)
    {
        var found = await Get<ISessionStore>().FindAsync(session, Cancellation);
        Assert.Equal(
            SaveOutcome.Saved,
            await Get<ISessionStore>().SaveAsync(
                found! with { State = SessionState.Deleted }, lease: null, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void Watch(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IConnectionStore)).ImplementationType!;
        services.AddSingleton<IConnectionStore>(provider =>
            new WatchedConnections((IConnectionStore)ActivatorUtilities.CreateInstance(provider, real)));
    }
}

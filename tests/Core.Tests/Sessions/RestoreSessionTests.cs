using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Tests.Sessions;

/// <summary>A restored session's own AWS identity, which takes seconds to make.</summary>
public sealed class RestoreSessionTests : IAsyncDisposable
{
    private static readonly By Admin = new("admin", "trace-1");

    private readonly string folder = Directory.CreateTempSubdirectory("tb-core-").FullName;
    private readonly Identities identities = new();
    private readonly ServiceProvider services;

    public RestoreSessionTests() => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 2, 4, 7, 25, 31, TimeSpan.Zero)))
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton(new Core.Access.Links(new Uri("https://builder.example")))
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = folder, SiteBase = () => new Uri("http://localhost:8000/") })
        .AddSingleton<ITenantIdentity>(identities)
        .AddCore()
        .BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISessionStore Sessions => services.GetRequiredService<ISessionStore>();

    private RestoreSession Restore => services.GetRequiredService<RestoreSession>();

    [Fact]
    public async Task It_is_fresh()
    {
        var session = await DeletedAsync();

        Assert.Equal(SessionOutcome.Done, await Restore.RestoreAsync(session.Id, Admin, Token));

        Assert.Equal(["revoked", "made"], identities.Done);
    }

    [Theory]
    [InlineData(SessionState.Purging)]
    [InlineData(null)]
    public async Task One_made_while_the_session_was_purged_is_removed_again(SessionState? state)
    {
        var session = await DeletedAsync();
        identities.WhileMade = async () =>
        {
            if (state is { } purging)
            {
                await Sessions.SaveAsync(session with { State = purging }, null, Token);
            }
            else
            {
                await Sessions.EraseAsync(session.Id, null, Token);
            }
        };

        Assert.Equal(SessionOutcome.NotDeleted, await Restore.RestoreAsync(session.Id, Admin, Token));

        Assert.Equal(["revoked", "made", "revoked"], identities.Done);
    }

    [Fact]
    public async Task One_that_another_restored_at_the_same_time_is_left_alone()
    {
        var session = await DeletedAsync();
        identities.WhileMade = () =>
            Sessions.SaveAsync(session with { State = SessionState.Hibernated }, null, Token);

        Assert.Equal(SessionOutcome.NotDeleted, await Restore.RestoreAsync(session.Id, Admin, Token));

        Assert.Equal(["revoked", "made"], identities.Done);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<Session> DeletedAsync()
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var session = new Session
        {
            Id = SessionId.New("ann@example.org", services.GetRequiredService<TimeProvider>()),
            Email = "ann@example.org",
            ClientName = "Ann",
            Name = "Ann",
            State = SessionState.Deleted,
            CreatedAt = now,
            UpdatedAt = now,
        };
        Assert.Equal(CreateOutcome.Created, await Sessions.CreateAsync(session, Token));
        return session;
    }

    private sealed class Identities : ITenantIdentity
    {
        public ConcurrentQueue<string> Done { get; } = new();

        public Func<Task> WhileMade { get; set; } = () => Task.CompletedTask;

        public async Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken)
        {
            await WhileMade();
            Done.Enqueue("made");
            return new TenantKeys("user", "id", "secret", "eu-central-1");
        }

        public Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RevokeAsync(SessionId session, CancellationToken cancellationToken)
        {
            Done.Enqueue("revoked");
            return Task.CompletedTask;
        }
    }
}

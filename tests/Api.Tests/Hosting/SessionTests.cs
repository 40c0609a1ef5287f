using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>Tests about one session of a fresh host.</summary>
public abstract class SessionTests : IAsyncLifetime
{
    private protected ApiHost Host { get; private set; } = null!;

    protected Session Session { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Host = await StartAsync();
        Session = await Host.NewSessionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<ApiHost> StartAsync() => ApiHost.StartAsync();
}

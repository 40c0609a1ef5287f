using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Gateway.Model;
using TmuxBuilder.Gateway.Sockets;

namespace TmuxBuilder.Gateway;

/// <summary>Listens for agents: the model proxy on <c>api.sock</c>, the forward proxy on <c>proxy.sock</c>.</summary>
internal sealed partial class AgentNetwork(
    ModelProxyServer modelProxy,
    ForwardProxy forwardProxy,
    AllowList allowList,
    SessionAllowances allowances,
    GatewayOptions options,
    TimeProvider time,
    ILogger<AgentNetwork> logger)
    : IAgentNetwork, IAsyncDisposable
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<SessionId, OpenSession> open = [];

    public async Task OpenAsync(SessionId session, string socketFolder, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(socketFolder);
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (open.TryGetValue(session, out var earlier))
            {
                if (earlier.StillServes(folder))
                {
                    return;
                }

                open.Remove(session);
                await earlier.DisposeAsync();
            }

            allowList.Prepare();
            await modelProxy.StartAsync(cancellationToken);
            Directory.CreateDirectory(folder, FolderMode);
            open.Add(session, Listen(session, folder));
            LogOpened(session);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task CloseAsync(SessionId session, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (open.Remove(session, out var sockets))
            {
                await sockets.DisposeAsync();
                allowances.Forget(session);
                LogClosed(session);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sockets in open.Values)
        {
            await sockets.DisposeAsync();
        }

        open.Clear();
        gate.Dispose();
    }

    private OpenSession Listen(SessionId session, string folder)
    {
        var api = Listener("api.sock", (socket, stop) => modelProxy.ServeAsync(session, socket, stop));
        try
        {
            return new OpenSession(
                folder, api, Listener("proxy.sock", (socket, stop) => forwardProxy.ServeAsync(session, socket, stop)));
        }
        catch
        {
            api.Close();
            throw;
        }

        UnixListener Listener(string name, UnixListener.Serve serve) =>
            UnixListener.Open(Path.Combine(folder, name), options.MaxConnections, serve, LogFailed, time);
    }

    [LoggerMessage(LogLevel.Debug, "Network of session {SessionId} opened")]
    private partial void LogOpened(SessionId sessionId);

    [LoggerMessage(LogLevel.Debug, "Network of session {SessionId} closed")]
    private partial void LogClosed(SessionId sessionId);

    [LoggerMessage(LogLevel.Error, "A connection of an agent failed in a way nobody expected")]
    private partial void LogFailed(Exception exception);

    private sealed record OpenSession(string Folder, UnixListener Api, UnixListener Proxy) : IAsyncDisposable
    {
        public bool StillServes(string folder) => Folder == folder && File.Exists(Api.Path) && File.Exists(Proxy.Path);

        public async ValueTask DisposeAsync()
        {
            await Api.DisposeAsync();
            await Proxy.DisposeAsync();
        }
    }
}

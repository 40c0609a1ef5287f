using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Sockets;

/// <summary>
/// Listens on a unix socket and serves each connection in a task of its own. Disposing it removes the socket, cuts the
/// connections and waits for their tasks.
/// </summary>
internal sealed class UnixListener : IAsyncDisposable
{
    private const int Backlog = 128;
    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket socket;
    private readonly int maxConnections;
    private readonly Serve serve;
    private readonly Action<Exception> failed;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock sync = new();
    private readonly HashSet<Task> connections = [];
    private readonly Task accepting;

    private UnixListener(
        string path, Socket socket, int maxConnections, Serve serve, Action<Exception> failed, TimeProvider time)
    {
        Path = path;
        this.socket = socket;
        this.maxConnections = maxConnections;
        this.serve = serve;
        this.failed = failed;
        this.time = time;
        accepting = AcceptAsync();
    }

    /// <summary>Serves one connection; owns its socket.</summary>
    public delegate Task Serve(Socket socket, CancellationToken cancellationToken);

    public string Path { get; }

    /// <summary>Binds the socket, taking the place of whatever an earlier process left there.</summary>
    /// <exception cref="ArgumentException">The path is longer than the system allows (107 bytes).</exception>
    public static UnixListener Open(
        string path, int maxConnections, Serve serve, Action<Exception> failed, TimeProvider time)
    {
        UnixDomainSocketEndPoint endPoint;
        try
        {
            endPoint = new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException(
                $"A socket's path has at most 107 bytes; this is longer: {path}", nameof(path), e);
        }

        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endPoint);

            // An agent that runs as a user of its own connects by the group its folder is lent to.
            File.SetUnixFileMode(path, SocketMode);
            socket.Listen(Backlog);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new UnixListener(path, socket, maxConnections, serve, failed, time);
    }

    /// <summary>Stops taking connections and cuts those there are, without waiting.</summary>
    public void Close()
    {
        stopping.Cancel();
        socket.Dispose();
        try
        {
            File.Delete(Path);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder went first.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await accepting;
        await Task.WhenAll(Connections());
        stopping.Dispose();
    }

    private Task[] Connections()
    {
        lock (sync)
        {
            return [.. connections];
        }
    }

    private async Task AcceptAsync()
    {
        // Leaves the caller's thread before the first accept, so that the constructor has ended.
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Take(await socket.AcceptAsync(stopping.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                failed(e);
                await PauseAsync();
            }
        }
    }

    /// <summary>The process may be out of descriptors: others will give theirs back.</summary>
    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(AcceptPause, time, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Take(Socket accepted)
    {
        lock (sync)
        {
            if (connections.Count < maxConnections)
            {
                var task = ServeAsync(accepted);
                if (!task.IsCompleted)
                {
                    connections.Add(task);
                    task.ContinueWith(Forget, TaskScheduler.Default);
                }

                return;
            }
        }

        accepted.Dispose();
    }

    private void Forget(Task task)
    {
        lock (sync)
        {
            connections.Remove(task);
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        await Task.Yield();
        try
        {
            await serve(accepted, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The session was closed under the connection.
        }
#pragma warning disable CA1031 // One connection's failure must not end the others; it is reported.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
        }
        finally
        {
            accepted.Dispose();
        }
    }
}

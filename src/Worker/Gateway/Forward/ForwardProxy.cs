using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>A forward proxy that reaches only what is allowed, one request or tunnel a connection.</summary>
internal sealed partial class ForwardProxy(
    HostConnector connector,
    SessionAllowances allowances,
    IEnumerable<INetworkObserver> observers,
    GatewayOptions options,
    TimeProvider time,
    ILogger<ForwardProxy> logger)
{
    private static readonly byte[] Established = "HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray();

    private readonly INetworkObserver[] observers = [.. observers];

    /// <summary>Serves a connection to its end.</summary>
    public async Task ServeAsync(SessionId session, Socket socket, CancellationToken cancellationToken)
    {
        await using var client = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await ServeAsync(session, client, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            LogCut(session, e);
        }
    }

    private async Task ServeAsync(SessionId session, NetworkStream client, CancellationToken cancellationToken)
    {
        var (head, unread) = await HeadReader.ReadAsync(client, options.HeadTimeout, time, cancellationToken);
        if (head is null)
        {
            // A client that left needs no answer.
            await (unread is null ? Task.CompletedTask : RefuseAsync(session, client, "", unread, cancellationToken));
            return;
        }

        var (request, malformed) = RequestHead.Parse(head.Bytes.Span[..head.End]);
        if (request is null)
        {
            await RefuseAsync(session, client, "", malformed, cancellationToken);
            return;
        }

        var allowance = allowances.Of(session);
        if (!allowance.Connections.TryTake(1))
        {
            await RefuseAsync(session, client, request.Target.ToString(), Refusal.TooMany, cancellationToken);
            return;
        }

        var (server, unreached) = await connector.ConnectAsync(session, request.Target, cancellationToken);
        if (server is null)
        {
            await RefuseAsync(session, client, request.Target.ToString(), unreached, cancellationToken);
            return;
        }

        await using (server)
        {
            await (request.IsTunnel
                ? client.WriteAsync(Established, cancellationToken)
                : server.WriteAsync(Encoding.ASCII.GetBytes(request.Head), cancellationToken));
            if (await BeginAsync(session, client, request, head.Bytes[head.End..], cancellationToken) is not { } early)
            {
                return;
            }

            try
            {
                await new Tunnel(client, server, allowance.Bytes, options, time)
                    .RunAsync(early, request.BodyBytes, cancellationToken);
            }
            catch (CarriedTooMuchException cut)
            {
                Tell(session, request.Target.ToString(), cut.Message);
            }
        }
    }

    /// <summary>What the client says first; <see langword="null"/> when its tunnel ends with that.</summary>
    private async Task<ReadOnlyMemory<byte>?> BeginAsync(
        SessionId session,
        NetworkStream client,
        ProxyRequest request,
        ReadOnlyMemory<byte> early,
        CancellationToken cancellationToken)
    {
        // A client asks for no name where it was given an address.
        if (!request.IsTunnel
            || request.Target.Port != options.TlsPort
            || IPAddress.TryParse(request.Target.Host, out _))
        {
            return early;
        }

        var (said, refusal) = await TlsGreeting.ReadAsync(
            client, early, request.Target.Host, options.HeadTimeout, time, cancellationToken);
        if (refusal is { } other)
        {
            LogRefused(session, other.Status, other.Reason);
            Tell(session, request.Target.ToString(), other.Reason);
        }

        return said;
    }

    private async Task RefuseAsync(
        SessionId session, NetworkStream client, string target, Refusal refusal, CancellationToken cancellationToken)
    {
        var (status, phrase, reason) = refusal;
        LogRefused(session, status, reason);
        Tell(session, target, reason);
        var answer = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} {phrase}\r\nContent-Type: text/plain\r\nContent-Length: {reason.Length + 1}\r\n"
            + $"Connection: close\r\n\r\n{reason}\n");
        await client.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
    }

    private void Tell(SessionId session, string target, string reason)
    {
        options.Refused?.Invoke(new NetworkRefusal(session, target, reason));
        foreach (var observer in observers)
        {
            observer.Refused(session, target, reason);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Session {SessionId} was refused a connection with {Status}: {Reason}")]
    private partial void LogRefused(SessionId sessionId, int status, string reason);

    [LoggerMessage(LogLevel.Debug, "A forwarded connection of session {SessionId} was cut")]
    private partial void LogCut(SessionId sessionId, Exception exception);
}

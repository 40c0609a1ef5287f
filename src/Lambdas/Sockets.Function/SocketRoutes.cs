using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>The gateway's routes: <c>$connect</c>, <c>$disconnect</c>, <c>$default</c> for all that is said.</summary>
internal sealed partial class SocketRoutes(
    RemoteAdmission admission,
    RemoteConnections connections,
    SocketsSettings settings,
    ILogger<SocketRoutes> logger)
{
    private static readonly SocketAnswer Taken = new(200);
    private static readonly SocketAnswer PastTheProxy = new(403);

    private readonly byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(settings.OriginSecret));

    public async Task<SocketAnswer> HandleAsync(SocketEvent happened, CancellationToken cancellationToken)
    {
        switch (happened.Type)
        {
            case SocketEventType.Connect when !CameThroughProxy(happened):
                return PastTheProxy;
            case SocketEventType.Connect:
                return new SocketAnswer(await ConnectAsync(happened, cancellationToken));
            case SocketEventType.Message:
                await connections.SayAsync(
                    happened.ConnectionId, happened.Body, happened.IsBinary, cancellationToken);
                return Taken;
            default:
                await LeaveAsync(happened.ConnectionId, cancellationToken);
                return Taken;
        }
    }

    private Task<int> ConnectAsync(SocketEvent happened, CancellationToken cancellationToken) =>
        admission.ConnectAsync(
            new SocketCall(
                happened.Query.GetValueOrDefault("id"),
                happened.Query.GetValueOrDefault("ticket"),
                happened.Headers.GetValueOrDefault("Origin"),
                settings.Host,
                NetworkAddress.TextOf(NetworkAddress.LastOf(
                    happened.Headers.GetValueOrDefault(ProxyHeaders.Address) ?? "", hasPort: true))),
            happened.ConnectionId,
            happened.Query.GetValueOrDefault("since"),
            cancellationToken);

    /// <summary>Whoever posts to it next finds it gone, so not to learn of its end now costs one post.</summary>
    private async Task LeaveAsync(string connection, CancellationToken cancellationToken)
    {
        try
        {
            await connections.LeaveAsync(connection, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            LogNotForgotten(failure);
        }
    }

    /// <summary>Only a handshake has headers, and what follows is on the socket that it opened.</summary>
    private bool CameThroughProxy(SocketEvent happened) => CryptographicOperations.FixedTimeEquals(
        secret,
        SHA256.HashData(Encoding.UTF8.GetBytes(happened.Headers.GetValueOrDefault(ProxyHeaders.Secret) ?? "")));

    [LoggerMessage(LogLevel.Warning, "A socket ended and could not be forgotten yet")]
    private partial void LogNotForgotten(Exception failure);
}

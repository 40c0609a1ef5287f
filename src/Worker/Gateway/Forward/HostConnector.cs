using System.Net;
using System.Net.Sockets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>Connects to allowed hosts, at addresses it looked up and vetted itself.</summary>
internal sealed class HostConnector(AllowList allowList, GatewayOptions options, TimeProvider time)
{
    private const int MaxAddresses = 4;

    /// <summary>How names become addresses; tests take it over.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Returns a connected stream, or why there is none.</summary>
    public async Task<(NetworkStream? Stream, Refusal Refusal)> ConnectAsync(
        SessionId session, Authority target, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (await allowList.FindAsync(session, target, either.Token) is not { } allowed)
            {
                return (null, Refusal.NotAllowed);
            }

            var addresses = await Resolve(target.Host, either.Token);
            var vetted = addresses
                .Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
                .Where(address => AddressPolicy.Allows(address, allowed.MayBePrivate))
                .Take(MaxAddresses)
                .ToList();
            if (vetted.Count == 0 && addresses.Length > 0)
            {
                return (null, Refusal.PrivateAddress);
            }

            return await ConnectAsync(vetted, target.Port, either.Token) is { } socket
                ? (new NetworkStream(socket, ownsSocket: true), Refusal.None)
                : (null, Refusal.Unreachable);
        }
        catch (SocketException)
        {
            return (null, Refusal.Unreachable);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (null, Refusal.Unreachable);
        }
    }

    private static async Task<Socket?> ConnectAsync(
        List<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellationToken);
                return socket;
            }
            catch (SocketException)
            {
                // The next address may answer.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        return null;
    }
}

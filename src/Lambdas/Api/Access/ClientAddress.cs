using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access;

/// <summary>Tells where a call comes from: the connection's other end, or what the configured proxy says.</summary>
internal sealed class ClientAddress(ApiOptions options)
{
    /// <summary>False when a proxy is configured and the call did not come through it.</summary>
    public bool CameThroughProxy(HttpRequest request) =>
        options.Proxy is not { } proxy || CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(proxy.Secret)),
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[proxy.SecretHeader].ToString())));

    public string Of(HttpContext context)
    {
        if (options.Proxy is { } proxy
            && Parse(context.Request.Headers[proxy.AddressHeader].ToString(), proxy.HasPort) is { } told)
        {
            return Text(told);
        }

        return context.Connection.RemoteIpAddress is { } address ? Text(address) : "unknown";
    }

    private static IPAddress? Parse(string header, bool hasPort)
    {
        var last = header[(header.LastIndexOf(',') + 1)..].Trim();
        if (!hasPort && IPAddress.TryParse(last, out var address))
        {
            return address;
        }

        return last.LastIndexOf(':') is > 0 and var colon && IPAddress.TryParse(last[..colon], out address)
            ? address
            : null;
    }

    /// <summary>Of IPv6 the network: whoever has one address of a /64 has all of them.</summary>
    private static string Text(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        var network = address.GetAddressBytes();
        network.AsSpan(network.Length / 2).Clear();
        return new IPAddress(network).ToString();
    }
}

using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Core.Access;

/// <summary>By what calls from one place are counted.</summary>
public static class NetworkAddress
{
    /// <summary>What stands where nobody said where a call comes from: all of those are counted together.</summary>
    public const string Unknown = "unknown";

    /// <summary>The address as text; of IPv6 the network: whoever has one address of a /64 has all of them.</summary>
    public static string TextOf(IPAddress? address)
    {
        if (address is null)
        {
            return Unknown;
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        var network = address.GetAddressBytes();
        network.AsSpan(network.Length / 2).Clear();
        return new IPAddress(network).ToString();
    }

    /// <summary>The last address of a proxy's header, or <see langword="null"/> when it holds none.</summary>
    /// <param name="hasPort">Whether a port always follows the address, also one of IPv6 without brackets.</param>
    public static IPAddress? LastOf(string header, bool hasPort)
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
}

using System.Net;
using System.Net.Sockets;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>Which addresses a name may lead to (IANA special-purpose address registries).</summary>
internal static class AddressPolicy
{
    private static readonly IPNetwork GlobalUnicastV6 = IPNetwork.Parse("2000::/3");

    /// <summary>Never reached: nobody's services, or those of the cloud machine itself.</summary>
    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32",
        "::/128", "fe80::/10", "fec0::/10", "fd00:ec2::/32", "ff00::/8");

    private static readonly IPNetwork[] Private = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /// <summary>Inside global unicast, but an IPv4 address in disguise, or for special use.</summary>
    private static readonly IPNetwork[] Disguised = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Whether <paramref name="address"/> may be connected to.</summary>
    public static bool Allows(IPAddress address, bool mayBePrivate)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (In(Never, plain))
        {
            return false;
        }

        return In(Private, plain)
            ? mayBePrivate
            : plain.AddressFamily == AddressFamily.InterNetwork
                || (GlobalUnicastV6.Contains(plain) && !In(Disguised, plain));
    }

    private static bool In(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = new IPNetwork[networks.Length];
        for (var i = 0; i < parsed.Length; i++)
        {
            parsed[i] = IPNetwork.Parse(networks[i]);
        }

        return parsed;
    }
}

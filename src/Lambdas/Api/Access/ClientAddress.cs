using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Access;

/// <summary>Tells where a call comes from: the connection's other end, or what the configured proxy says.</summary>
internal sealed class ClientAddress(ApiOptions options)
{
    /// <summary>False when a proxy is configured and the call did not come through it.</summary>
    public bool CameThroughProxy(HttpRequest request) =>
        options.Proxy is not { } proxy || CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(proxy.Secret)),
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[proxy.SecretHeader].ToString())));

    public string Of(HttpContext context) => NetworkAddress.TextOf(
        options.Proxy is { } proxy
        && NetworkAddress.LastOf(context.Request.Headers[proxy.AddressHeader].ToString(), proxy.HasPort) is { } told
            ? told
            : context.Connection.RemoteIpAddress);
}

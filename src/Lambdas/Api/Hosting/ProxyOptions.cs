namespace TmuxBuilder.Api.Hosting;

/// <summary>How the proxy in front proves itself and names the client.</summary>
/// <param name="SecretHeader">The header it adds.</param>
/// <param name="Secret">Its value; calls without it are 403.</param>
/// <param name="AddressHeader">The header whose last entry is the client's address, a port after it ignored.</param>
public sealed record ProxyOptions(string SecretHeader, string Secret, string AddressHeader)
{
    /// <summary>
    /// Whether a port always follows the address, also one of IPv6 without brackets: <c>2001:db8::7:443</c> is not
    /// told apart from an address otherwise.
    /// </summary>
    public bool HasPort { get; init; }
}

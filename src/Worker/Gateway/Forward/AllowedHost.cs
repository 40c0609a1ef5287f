namespace TmuxBuilder.Gateway.Forward;

/// <summary>A host, or all hosts beneath one, that agents may reach.</summary>
/// <param name="Name">Lower case, without the wildcard.</param>
/// <param name="Beneath">Whether hosts beneath <paramref name="Name"/> are meant, instead of itself.</param>
/// <param name="Port">The only port; <see langword="null"/> means the web's two.</param>
/// <param name="MayBePrivate">Whether its address may be a loopback or private one.</param>
internal sealed record AllowedHost(string Name, bool Beneath, int? Port, bool MayBePrivate)
{
    private const string Wildcard = "*.";

    /// <summary>Reads <c>example.com</c>, <c>*.example.com</c> or <c>example.com:8443</c>.</summary>
    public static AllowedHost Parse(string text, bool mayBePrivate)
    {
        var beneath = text.StartsWith(Wildcard, StringComparison.Ordinal);
        var authority = beneath ? text[Wildcard.Length..] : text;
        return Authority.TryParse(authority, defaultPort: 0, out var host)
            ? new(host.Host, beneath, host.Port == 0 ? null : host.Port, mayBePrivate)
            : throw new ArgumentException(
                $"'{text}' is no host agents could be allowed: write example.com, *.example.com or example.com:8443.");
    }

    public bool Covers(Authority target) =>
        (Port is { } port ? target.Port == port : target.Port is 80 or 443)
        && (Beneath ? target.Host.EndsWith('.' + Name, StringComparison.Ordinal) : target.Host == Name);
}

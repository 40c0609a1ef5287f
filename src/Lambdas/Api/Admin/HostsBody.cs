namespace TmuxBuilder.Api.Admin;

/// <summary>Which hosts a session's agent may reach.</summary>
/// <param name="Hosts">
/// All of them, at most 20: <c>example.com</c>, <c>*.example.com</c>, <c>example.com:8443</c>.
/// </param>
public sealed record HostsBody(IReadOnlyList<string?>? Hosts);

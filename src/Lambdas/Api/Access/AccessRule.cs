using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Access;

/// <summary>Who may call an endpoint, and where the call names its session.</summary>
internal sealed record AccessRule(IReadOnlyList<Role> Roles)
{
    public SessionFrom Source { get; init; }

    public bool SessionRequired { get; init; }

    /// <summary>Whether deleted sessions will do.</summary>
    public bool EvenGone { get; init; }

    public bool Allows(Role role) => Roles.Contains(role);

    /// <summary>An admin may do whatever a client may.</summary>
    public bool AllowsAdmin => Allows(Role.Admin) || Allows(Role.Client) || Allows(Role.Public);
}

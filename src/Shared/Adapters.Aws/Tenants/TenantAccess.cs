namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>Whether agents hold keys of AWS.</summary>
public enum TenantAccess
{
    /// <summary>No key is ever made.</summary>
    None,

    /// <summary>Each session's agent has keys of its own user, in its folder and environment.</summary>
    Environment,
}

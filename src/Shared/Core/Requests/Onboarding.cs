namespace TmuxBuilder.Core.Requests;

/// <summary>How strangers become clients.</summary>
public enum Onboarding
{
    /// <summary>A request waits for an admin.</summary>
    Approval,

    /// <summary>A request becomes a session at once.</summary>
    Open,

    /// <summary>Only admins and integrations create sessions.</summary>
    Closed,
}

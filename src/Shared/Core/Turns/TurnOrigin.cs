namespace TmuxBuilder.Core.Turns;

/// <summary>Where a turn came from.</summary>
public enum TurnOrigin
{
    Client,
    Admin,

    /// <summary>The session's initial request.</summary>
    Initial,
    Upload,

    /// <summary>The platform's own, to mend a release that failed its checks.</summary>
    Repair,
}

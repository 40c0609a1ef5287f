namespace TmuxBuilder.Api.Access;

/// <summary>What a bearer token is to admin routes.</summary>
public enum AdminTokenState
{
    /// <summary>Nobody's: it may be a guess.</summary>
    Unknown,

    /// <summary>It was issued and does not hold now.</summary>
    Expired,

    /// <summary>It holds and is somebody's who is no admin.</summary>
    NotAdmin,

    /// <summary>An admin holds it.</summary>
    Admin,
}

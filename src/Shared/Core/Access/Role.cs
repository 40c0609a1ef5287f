namespace TmuxBuilder.Core.Access;

/// <summary>Who calls.</summary>
public enum Role
{
    Public,
    Client,
    Share,
    Integration,
    Admin,
}

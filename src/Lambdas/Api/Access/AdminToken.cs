namespace TmuxBuilder.Api.Access;

/// <summary>What is known of a bearer token.</summary>
/// <param name="Name">The admin's name in the audit trail; empty for anybody else.</param>
/// <param name="Ends">When an admin's stops to hold; <see langword="null"/>: never by itself.</param>
public sealed record AdminToken(AdminTokenState State, string Name = "", DateTimeOffset? Ends = null)
{
    public static readonly AdminToken Unknown = new(AdminTokenState.Unknown);
}

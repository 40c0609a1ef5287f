namespace TmuxBuilder.Api.Hosting;

/// <summary>Where admins sign in: an issuer of OpenID Connect, such as a user pool of Cognito.</summary>
/// <param name="Authority">The issuer's address, as its tokens name it.</param>
/// <param name="ClientId">The one application whose tokens are taken.</param>
public sealed record OidcOptions(string Authority, string ClientId)
{
    /// <summary>The group (claim <c>cognito:groups</c>) whose members are admins.</summary>
    public string AdminGroup { get; init; } = "admins";
}

namespace TmuxBuilder.Api.Hosting;

/// <summary>Where admins sign in.</summary>
public sealed record OidcOptions(string Authority, string ClientId);

namespace TmuxBuilder.Api.Access;

/// <summary>The address to mail a sign-in link to.</summary>
public sealed record LoginLinkBody(string? Email);

namespace TmuxBuilder.Api.Access;

/// <summary>The token somebody signs in with.</summary>
public sealed record TokenBody(string? Token);

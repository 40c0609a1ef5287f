namespace TmuxBuilder.Api.Access;

/// <summary>The name of a new integration.</summary>
public sealed record IntegrationBody(string? Name);

namespace TmuxBuilder.Api.Access;

/// <summary>An integration in a list.</summary>
public sealed record IntegrationView(string Id, string Name, DateTimeOffset CreatedAt);

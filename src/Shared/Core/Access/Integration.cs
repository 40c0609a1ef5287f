namespace TmuxBuilder.Core.Access;

/// <summary>A parent site that may create sessions.</summary>
public sealed record Integration(IntegrationId Id, string Name, DateTimeOffset CreatedAt);

namespace TmuxBuilder.Api.Access;

/// <summary>A new integration.</summary>
/// <param name="Key">Shown this once.</param>
public sealed record IntegrationCreated(string Id, string Name, string Key, DateTimeOffset CreatedAt)
{
    public bool Success { get; } = true;
}

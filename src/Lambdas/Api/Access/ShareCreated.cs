namespace TmuxBuilder.Api.Access;

/// <summary>A new share.</summary>
/// <param name="ShareUrl">Shown this once.</param>
public sealed record ShareCreated(string ShareUrl, string ShareId, DateTimeOffset CreatedAt)
{
    public bool Success { get; } = true;
}

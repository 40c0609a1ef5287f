namespace TmuxBuilder.Api.Clients;

/// <summary>A new project, whose work has begun.</summary>
public sealed record ProjectCreated(string Guid, string Link)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Clients;

/// <summary>A new project; what it begins with, a request or a copy, is being worked on.</summary>
public sealed record ProjectCreated(string Guid, string Link)
{
    public bool Success { get; } = true;
}

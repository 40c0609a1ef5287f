namespace TmuxBuilder.Api.Clients;

/// <summary>A project as it is now.</summary>
public sealed record ProjectChanged(string Guid, string Name, bool Archived)
{
    public bool Success { get; } = true;
}

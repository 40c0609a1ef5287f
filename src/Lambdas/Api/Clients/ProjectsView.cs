namespace TmuxBuilder.Api.Clients;

/// <summary>A client and their projects, most recently updated first.</summary>
public sealed record ProjectsView(IReadOnlyList<ProjectView> Projects, ClientView Client)
{
    public bool Success { get; } = true;
}

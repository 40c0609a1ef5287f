using TmuxBuilder.Core.Clients;

namespace TmuxBuilder.Api.Clients;

/// <summary>A client and their projects, most recently updated first.</summary>
public sealed record ProjectsView(IReadOnlyList<ProjectView> Projects, ClientView Client)
{
    public bool Success { get; } = true;

    internal static ProjectsView From(ProjectList list) =>
        new([.. list.Projects.Select(ProjectView.From)], ClientView.From(list.Client));
}

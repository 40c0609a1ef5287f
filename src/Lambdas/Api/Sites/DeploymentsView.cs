namespace TmuxBuilder.Api.Sites;

/// <summary>Deployments, newest first.</summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
public sealed record DeploymentsView(string Guid, IReadOnlyList<DeploymentView> Deployments)
{
    public bool Success { get; } = true;
}

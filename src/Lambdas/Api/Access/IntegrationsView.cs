namespace TmuxBuilder.Api.Access;

/// <summary>All integrations, newest first.</summary>
public sealed record IntegrationsView(IReadOnlyList<IntegrationView> Integrations)
{
    public bool Success { get; } = true;
}

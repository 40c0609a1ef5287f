namespace TmuxBuilder.Builder.Workspaces;

/// <summary>
/// What <c>status.json</c> holds. The agent sees it, so <c>guid</c> has 12 digits; times are UTC and so end in
/// <c>Z</c>.
/// </summary>
internal sealed record StatusFile(
    string State,
    string Phase,
    int Progress,
    string Message,
    string Guid,
    string Email,
    string Phone,
    string ClientName,
    string UserRequest,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string? DeployedUrl,
    StatusResources AwsResources);

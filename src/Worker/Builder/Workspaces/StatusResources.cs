namespace TmuxBuilder.Builder.Workspaces;

/// <summary>What was made for the session, as <c>status.json</c> tells it.</summary>
internal sealed record StatusResources(IReadOnlyList<string> Buckets);

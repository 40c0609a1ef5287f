namespace TmuxBuilder.Api.Status;

/// <summary>Whether the service can do its work.</summary>
/// <param name="Status"><c>ready</c> or <c>unavailable</c>.</param>
/// <param name="Dependencies"><c>up</c> or <c>down</c>, by name.</param>
public sealed record ReadyView(string Status, string Version, IReadOnlyDictionary<string, string> Dependencies)
{
    public bool Success => Status == "ready";
}

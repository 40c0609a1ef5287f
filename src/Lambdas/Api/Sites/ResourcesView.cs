using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Resources;

namespace TmuxBuilder.Api.Sites;

/// <summary>Everything the platform made for a session, by kind, each oldest first.</summary>
public sealed record ResourcesView(
    string Guid,
    IReadOnlyDictionary<string, IReadOnlyList<ResourceView>> Resources,
    string ProjectName,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public bool Success { get; } = true;

    internal static ResourcesView From(Caller caller, IReadOnlyList<ResourceRecord> records) => new(
        caller.PublicId,
        records.GroupBy(record => record.Kind).ToDictionary(
            kind => kind.Key.ToString().ToLowerInvariant(),
            IReadOnlyList<ResourceView> (kind) => [.. kind.Select(ResourceView.From)]),
        caller.Session.Name,
        caller.Session.CreatedAt,
        caller.Session.UpdatedAt);
}

using TmuxBuilder.Core.Resources;

namespace TmuxBuilder.Api.Admin;

/// <summary>A line of the ledger.</summary>
public sealed record SessionResourceView(
    string Kind, string Id, string Stage, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, string> Metadata)
{
    internal static SessionResourceView From(ResourceRecord resource) => new(
        resource.Kind.ToString().ToLowerInvariant(),
        resource.Id,
        resource.Stage.ToString().ToLowerInvariant(),
        resource.CreatedAt,
        resource.Metadata);
}

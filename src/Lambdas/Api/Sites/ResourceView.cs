using TmuxBuilder.Core.Resources;

namespace TmuxBuilder.Api.Sites;

/// <summary>Something the platform made for a session.</summary>
public sealed record ResourceView(string Id, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, string> Metadata)
{
    internal static ResourceView From(ResourceRecord record) => new(record.Id, record.CreatedAt, record.Metadata);
}

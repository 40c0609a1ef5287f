using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Resources;

/// <summary>A line of the ledger: what was made, or is about to be.</summary>
public sealed record ResourceRecord(
    SessionId Session,
    ResourceKind Kind,
    string Id,
    ResourceStage Stage,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, string> Metadata);

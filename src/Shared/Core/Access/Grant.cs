namespace TmuxBuilder.Core.Access;

/// <summary>A stored bearer grant. Only the secret's SHA-256 is kept.</summary>
/// <param name="Id">Public name, for lists and revocation.</param>
/// <param name="Subject">What it opens: a session id, an e-mail address or an integration's name.</param>
/// <param name="Label">For people.</param>
public sealed record Grant(
    string Id,
    GrantKind Kind,
    string SecretHash,
    string Subject,
    string Label,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt);

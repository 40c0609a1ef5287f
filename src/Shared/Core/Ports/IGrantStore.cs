using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps bearer grants by the hash of their secret: links, tokens, cookies, shares, keys, tickets.</summary>
public interface IGrantStore
{
    Task AddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Finds an unexpired grant of this kind by its secret's hash, or <see langword="null"/>.</summary>
    Task<Grant?> FindAsync(GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and removes it: of parallel calls one gets it.</summary>
    Task<Grant?> RedeemAsync(
        GrantKind kind, string secretHash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Unexpired grants of a kind, newest first; with a subject, only its own. At most 200.</summary>
    Task<IReadOnlyList<Grant>> ListAsync(
        GrantKind kind, string? subject, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes a grant by its public id; false when there was none.</summary>
    Task<bool> RevokeAsync(GrantKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Removes every grant of a kind for a subject; returns how many.</summary>
    Task<int> RevokeAllAsync(GrantKind kind, string subject, CancellationToken cancellationToken);
}

using TmuxBuilder.Core.Budgets;

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps what may be spent, and whom it was told; what is spent is <see cref="IUsageStore"/>'s. Budgets of a session
/// and its turns go with it, a client's with their last session.
/// </summary>
public interface IBudgetStore
{
    /// <summary>
    /// The budgets that were set, in millionths of a US dollar, in one look; one that was not is absent.
    /// </summary>
    Task<IReadOnlyDictionary<BudgetKey, long>> LimitsAsync(
        IReadOnlyCollection<BudgetKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a budget, whatever it was; <see langword="null"/> takes it away. Of a session that is purged it does
    /// nothing.
    /// </summary>
    Task SetAsync(BudgetKey key, long? limit, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that admins are told that a budget came to a level. True for the first who notes it of that occasion (one
    /// budget in one period); false for all others, and of a session that is purged.
    /// </summary>
    Task<bool> NoteAsync(BudgetKey key, BudgetLevel level, string occasion, CancellationToken cancellationToken);
}

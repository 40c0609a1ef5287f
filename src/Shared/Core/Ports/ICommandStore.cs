using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps what workers are told to do, until it is done or expires.</summary>
public interface ICommandStore
{
    /// <summary>Stores a command; one with an id stored before changes nothing.</summary>
    Task AddAsync(Command command, CancellationToken cancellationToken);

    /// <summary>Commands not done and not expired at <paramref name="now"/>, oldest first.</summary>
    Task<IReadOnlyList<Command>> ListPendingAsync(
        SessionId session, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a command done, once: false when it was done before, is absent, or the lease has passed on.
    /// </summary>
    Task<bool> CompleteAsync(CommandId command, LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>Removes done and expired commands; returns how many.</summary>
    Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

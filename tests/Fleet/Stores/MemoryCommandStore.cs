using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Commands in memory.</summary>
internal sealed class MemoryCommandStore(Storage storage, ILink link) : ICommandStore
{
    private readonly Dictionary<CommandId, bool> done = [];

    public Task AddAsync(Command command, CancellationToken cancellationToken) =>
        link.CallAsync(() => Add(command), cancellationToken);

    public Task<IReadOnlyList<Command>> ListPendingAsync(
        SessionId session, DateTimeOffset now, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<Command>>(
            () => storage.Find(session) is { Commands.Count: > 0 } entry
                ? [.. entry.Commands.Where(command => command.ExpiresAt > now)]
                : [],
            cancellationToken);

    public Task<bool> CompleteAsync(CommandId command, LeaseToken lease, CancellationToken cancellationToken) =>
        link.CallAsync(() => Complete(command, lease), cancellationToken);

    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        link.CallAsync(() => Sweep(now), cancellationToken);

    private bool Add(Command command)
    {
        if (storage.Find(command.Session) is { } entry && done.TryAdd(command.Id, false))
        {
            entry.Commands.Add(command);
            storage.WithCommands.Add(entry);
        }

        return true;
    }

    private bool Complete(CommandId command, LeaseToken lease)
    {
        if (storage.Find(lease.Session) is not { } entry
            || !storage.Holds(entry, lease)
            || entry.Commands.RemoveAll(one => one.Id == command) == 0)
        {
            return false;
        }

        done[command] = true;
        Forget(entry);
        return true;
    }

    private int Sweep(DateTimeOffset now)
    {
        var swept = done.Values.Count(isDone => isDone);
        foreach (var command in done.Where(one => one.Value).Select(one => one.Key).ToList())
        {
            done.Remove(command);
        }

        foreach (var entry in storage.WithCommands.ToList())
        {
            foreach (var late in entry.Commands.Where(command => command.ExpiresAt <= now).ToList())
            {
                entry.Commands.Remove(late);
                done.Remove(late.Id);
                swept++;
            }

            Forget(entry);
        }

        return swept;
    }

    private void Forget(SessionEntry entry)
    {
        if (entry.Commands.Count == 0)
        {
            storage.WithCommands.Remove(entry);
        }
    }
}

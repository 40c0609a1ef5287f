using System.Runtime.CompilerServices;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The doorbell in memory, as one process reaches it.</summary>
/// <param name="hears">Whether the process can be reached by rings just now.</param>
/// <param name="carry">Takes a ring to its line, or does not; at once without faults.</param>
internal sealed class MemoryDoorbell(
    RingLines lines, ILink link, Func<bool> hears, Action<RingLine, SessionId> carry) : IDoorbell
{
    /// <summary>One that nothing befalls.</summary>
    public MemoryDoorbell(RingLines lines, ILink link)
        : this(lines, link, static () => true, static (line, session) => line.Ring(session))
    {
    }

    public Task RingAsync(SessionId session, CancellationToken cancellationToken) => link.CallAsync(
        () =>
        {
            carry(lines.All, session);
            return true;
        },
        cancellationToken);

    public Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken) =>
        link.CallAsync(
            () =>
            {
                if (lines.Find(worker) is not { } line)
                {
                    return false;
                }

                carry(line, session);
                return true;
            },
            cancellationToken);

    public IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken) =>
        HearAsync(lines.All, cancellationToken);

    public IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken) =>
        HearAsync(lines.Lay(worker), cancellationToken);

    public Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken) =>
        link.CallAsync(() => lines.Remove(worker), cancellationToken);

    private async IAsyncEnumerable<SessionId> HearAsync(
        RingLine line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hears() && line.TryTake(out var session))
            {
                yield return session;
            }
            else if (line.Listen(hears) is { } heard)
            {
                using var end = cancellationToken.UnsafeRegister(
                    static heard => ((TaskCompletionSource)heard!).TrySetCanceled(), heard);
                await heard.Task;
            }
        }
    }
}

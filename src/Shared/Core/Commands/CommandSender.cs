using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Commands;

/// <summary>Tells whichever worker owns a session what to do: stores the command, then rings.</summary>
public sealed class CommandSender(ICommandStore commands, WorkBell bell, TimeProvider time)
{
    /// <summary>What a command carries that needs nothing.</summary>
    public const string NoPayload = "{}";

    public async Task SendAsync(
        SessionId session,
        CommandKind kind,
        string payload,
        TimeSpan lifetime,
        string? traceId,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await commands.AddAsync(
            new Command(CommandId.New(time), session, kind, payload, now, now + lifetime, traceId),
            cancellationToken);
        await bell.RingAsync(session, cancellationToken);
    }
}

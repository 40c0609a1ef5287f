using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Commands;

/// <summary>Tells whichever worker owns a session what to do: stores the command, then rings.</summary>
public sealed class CommandSender(ICommandStore commands, IDoorbell doorbell, TimeProvider time)
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
        await doorbell.RingAsync(session, cancellationToken);
    }
}

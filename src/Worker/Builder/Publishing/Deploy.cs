using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>One call of <c>deploy.sh</c> on its way.</summary>
/// <param name="Work">The turn it belongs to, as it was when the call came; null when none ran.</param>
internal sealed record Deploy(
    SessionRunner Runner,
    Turn? Work,
    string CallId,
    DeployArguments Arguments,
    Func<string, CancellationToken, Task> Output)
{
    /// <summary>Why nothing goes before the world that no turn answers for.</summary>
    public const string WorkOver = "the work it belongs to has ended.";

    /// <summary>Why a deploy ends whose session passed on.</summary>
    public const string TakenOver = "the session was taken over by another worker.";

    public TurnId? Turn => Work?.Id;

    public string? TraceId => Work?.TraceId;

    public SessionId Session => Runner.Session;

    /// <summary>Proof of owning the session now.</summary>
    /// <exception cref="PublishException">The session passed on.</exception>
    public LeaseToken Lease => Runner.Lease ?? throw new PublishException(TakenOver);

    /// <summary>Tells in order, without waiting until it is stored: <see cref="ToldAsync"/> does.</summary>
    public void Tell(string type, string text) => Tell(new ActivityEvent(type, text));

    /// <inheritdoc cref="Tell(string, string)"/>
    /// <param name="raw">What admins read instead.</param>
    public void Tell(ActivityEvent happened, string? raw = null)
    {
        var entry = Runner.Pump.Prepare(InTurn(happened));
        Runner.Pump.Post(raw is null ? entry : entry with { RawMessage = raw });
    }

    /// <summary>Returns when everything told before is stored or given up.</summary>
    public Task ToldAsync(CancellationToken cancellationToken) => Runner.Pump.FlushAsync(cancellationToken);

    /// <summary>Tells and returns when it is stored.</summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    public Task TellAsync(string type, string text, CancellationToken cancellationToken) =>
        Runner.Pump.PostAsync(InTurn(new ActivityEvent(type, text)), cancellationToken);

    private ActivityEvent InTurn(ActivityEvent happened) => happened with { Turn = Turn, TraceId = TraceId };
}

using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>One call of <c>deploy.sh</c> on its way.</summary>
internal sealed record Deploy(
    SessionRunner Runner, string CallId, DeployArguments Arguments, Func<string, CancellationToken, Task> Output)
{
    /// <summary>Why a deploy ends whose session passed on.</summary>
    public const string TakenOver = "the session was taken over by another worker.";

    /// <summary>The turn it belongs to, as it was when the call came.</summary>
    public TurnId? Turn { get; } = Runner.Turn?.Id;

    public string? TraceId { get; } = Runner.Turn?.TraceId;

    public SessionId Session => Runner.Session;

    /// <summary>Proof of owning the session now.</summary>
    /// <exception cref="PublishException">The session passed on.</exception>
    public LeaseToken Lease => Runner.Lease ?? throw new PublishException(TakenOver);

    public Task TellAsync(string type, string text, CancellationToken cancellationToken) =>
        TellAsync(new ActivityEvent(type, text), cancellationToken);

    public Task TellAsync(ActivityEvent happened, CancellationToken cancellationToken) =>
        Runner.Pump.PostAsync(happened with { Turn = Turn, TraceId = TraceId }, cancellationToken);
}

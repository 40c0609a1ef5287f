using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>Opens the session a caller names, or says why not: the guid itself is a client's credential.</summary>
internal sealed class SessionGate(ISessionStore sessions)
{
    /// <summary>The caller with its session, or the refusal.</summary>
    public async Task<(Caller Caller, ProblemResult? Refusal)> OpenAsync(
        Caller caller, SessionId guid, bool evenGone, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(guid, cancellationToken);
        if (session is null || (evenGone && session.State == SessionState.Purged))
        {
            return (caller, Problems.SessionNotFound());
        }

        if (session.IsGone && !evenGone)
        {
            return (caller, caller.IsAdmin ? Problems.SessionDeleted() : Problems.SessionNotFound());
        }

        return (caller with { Role = caller.IsAdmin ? Role.Admin : Role.Client, Target = session }, null);
    }
}

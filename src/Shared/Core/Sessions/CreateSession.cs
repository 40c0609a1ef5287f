using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Creates sessions, and starts what their clients asked for.</summary>
public sealed class CreateSession(
    ISessionStore sessions, TurnSubmitter submitter, AuditTrail audit, WorkBell bell, TimeProvider time)
{
    private const int Tries = 5;
    private const string InitialMessageId = "initial-request";

    /// <summary>
    /// Creates a session with its initial request, if there is one, as its first turn: both or neither.
    /// </summary>
    public async Task<Session> CreateAsync(NewSession wanted, By by, CancellationToken cancellationToken)
    {
        var session = await StoreAsync(wanted, by, isStarted: true, cancellationToken);
        if (HasRequest(session))
        {
            await bell.RingAsync(session.Id, cancellationToken);
        }

        return session;
    }

    /// <summary>Stores a session without starting anything.</summary>
    public Task<Session> StoreAsync(NewSession wanted, By by, CancellationToken cancellationToken) =>
        StoreAsync(wanted, by, isStarted: false, cancellationToken);

    /// <summary>Makes the initial request the first turn; once, however often it is called.</summary>
    public async Task StartAsync(Session session, By by, CancellationToken cancellationToken)
    {
        if (HasRequest(session))
        {
            await submitter.SubmitAsync(FirstOf(session, by), cancellationToken);
        }
    }

    private static bool HasRequest(Session session) => !string.IsNullOrWhiteSpace(session.InitialRequest);

    private static TurnRequest FirstOf(Session session, By by) =>
        new(session.Id, session.InitialRequest, TurnOrigin.Initial)
        {
            ClientMessageId = InitialMessageId,
            TraceId = by.TraceId,
        };

    private async Task<Session> StoreAsync(
        NewSession wanted, By by, bool isStarted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var session = Build(wanted);
            var beginning = new SessionBeginning(
                isStarted && HasRequest(session) ? submitter.Compose(FirstOf(session, by)) : null,
                audit.Compose(by, "session.create", session.Id));
            if (await sessions.CreateAsync(session, beginning, cancellationToken) == CreateOutcome.Created)
            {
                return session;
            }
        }

        // Five collisions of 48 random bits in a row: the store refuses for another reason.
        throw new InvalidOperationException("The session store took none of five new ids.");
    }

    private Session Build(NewSession wanted)
    {
        var now = time.GetUtcNow();
        var contact = wanted.Contact;
        return new Session
        {
            Id = SessionId.New(contact.Email, time),
            Email = contact.Email,
            ClientName = contact.Name,
            Name = wanted.ProjectName.Length > 0 ? wanted.ProjectName : contact.Name,
            Phone = contact.Phone,
            InitialRequest = contact.InitialRequest,

            // Without a request or a copy there is nothing to begin with: an agent starts with the first message.
            State = wanted.CopyOf is null && string.IsNullOrWhiteSpace(contact.InitialRequest)
                ? SessionState.Ready
                : SessionState.Initializing,
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = wanted.ExpiresAt,
            ApprovedFrom = wanted.ApprovedFrom,
            CreatedBy = wanted.CreatedBy,
            CopyOf = wanted.CopyOf,
        };
    }
}

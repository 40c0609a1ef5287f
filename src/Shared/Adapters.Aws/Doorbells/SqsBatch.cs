using Amazon.SQS.Model;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>Messages of one poll: a session that rang several times is given out once.</summary>
internal sealed class SqsBatch
{
    private readonly List<(SessionId Session, List<Message> Messages)> sessions = [];

    private int given;

    public SqsBatch(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
        {
            if (!SessionId.TryParse(message.Body, null, out var session))
            {
                Malformed.Add(message);
            }
            else if (sessions.Find(one => one.Session == session).Messages is { } known)
            {
                known.Add(message);
            }
            else
            {
                sessions.Add((session, [message]));
            }
        }
    }

    /// <summary>What is no session's id.</summary>
    public List<Message> Malformed { get; } = [];

    /// <summary>Messages of sessions that were taken; also the last one given out counts.</summary>
    public List<Message> Taken => [.. sessions.Take(given).SelectMany(one => one.Messages)];

    /// <summary>Messages of sessions that nobody took.</summary>
    public List<Message> Left => [.. sessions.Skip(given).SelectMany(one => one.Messages)];

    /// <summary>Gives out each session, until cancelled.</summary>
    public IEnumerable<SessionId> Give(CancellationToken cancellationToken)
    {
        foreach (var (session, _) in sessions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            given++;
            yield return session;
        }
    }
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Connections;

/// <summary>A subscribed socket.</summary>
/// <param name="Role">Client, share or admin: decides what it is sent.</param>
/// <param name="PublicId">What stands in the frames' <c>guid</c>: the guid, or a share's id.</param>
/// <param name="Live">False until its greeting was sent: no live frame may come before.</param>
public sealed record Connection(
    string Id,
    SessionId Session,
    Role Role,
    string PublicId,
    bool Live,
    DateTimeOffset ConnectedAt)
{
    /// <summary>Who reads what it is sent.</summary>
    public Audience Audience => new(Session, Role, PublicId);
}

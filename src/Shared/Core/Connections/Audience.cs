using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Connections;

/// <summary>Who reads entries, which decides what they are shown.</summary>
/// <param name="Role">Client, share or admin; an admin is shown raw text and what the filter dropped.</param>
/// <param name="PublicId">What stands in the field <c>guid</c>: the guid, or a share's id.</param>
public readonly record struct Audience(SessionId Session, Role Role, string PublicId)
{
    public bool SeesRaw => Role == Role.Admin;
}

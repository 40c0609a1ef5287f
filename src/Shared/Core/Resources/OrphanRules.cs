using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Resources;

/// <summary>Judges what was about to be made, or to go, when whoever was at it is not any more.</summary>
public static class OrphanRules
{
    /// <param name="site">The site of the line's bucket, which a distribution's line is named by, too.</param>
    /// <param name="before">What is younger may still be under way.</param>
    public static OrphanFate Judge(ResourceRecord line, Session session, Site? site, DateTimeOffset before)
    {
        if (line.CreatedAt >= before || session.State is SessionState.Purging or SessionState.Purged)
        {
            return OrphanFate.Keep;
        }

        return line switch
        {
            // No key of it was given to anybody; the next start of an agent makes another.
            { Kind: ResourceKind.User } =>
                line.Stage == ResourceStage.Fact && !session.IsGone ? OrphanFate.Keep : OrphanFate.Remove,
            { Stage: ResourceStage.Fact } => OrphanFate.Keep,
            _ when site is not null && site.Session != line.Session => OrphanFate.Keep,
            _ when site?.CurrentRelease is not null => OrphanFate.Confirm,
            _ => OrphanFate.Remove,
        };
    }
}

namespace TmuxBuilder.Core.Sites;

public enum SiteState
{
    Publishing,
    Propagating,
    Live,
    Failed,
}

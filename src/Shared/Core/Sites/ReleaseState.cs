namespace TmuxBuilder.Core.Sites;

public enum ReleaseState
{
    Uploading,
    Current,
    Previous,
    Failed,
}

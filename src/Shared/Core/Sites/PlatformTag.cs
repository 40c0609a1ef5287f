namespace TmuxBuilder.Core.Sites;

/// <summary>The tag of everything that the platform makes on AWS, its own parts and sessions' alike.</summary>
public static class PlatformTag
{
    public const string Key = "created-by";

    public const string Value = "tmux-builder";
}

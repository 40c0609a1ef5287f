namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>The order in which a release is put before the world.</summary>
internal enum LiveTurn
{
    /// <summary>Names with a hash: only pages that are yet to come name them.</summary>
    ForEver,

    /// <summary>Other parts of pages.</summary>
    Part,

    /// <summary>Pages, last.</summary>
    Page,

    /// <summary>A page's address without its final slash, which leads to the one with it.</summary>
    Redirect,
}

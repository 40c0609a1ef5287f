namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>Something that visitors can reach.</summary>
/// <param name="Key">Beneath <see cref="SiteKeys.Live"/>.</param>
/// <param name="Path">The file of the release it is a copy of.</param>
/// <param name="Content">Told apart by it from all others under this key.</param>
/// <param name="Turn">When it is put in place: what pages name comes before them.</param>
internal sealed record LiveObject(string Key, string Path, string Content, LiveTurn Turn);

using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// A judged copy of a built folder: what the release will hold, and where those files are that are new in it.
/// </summary>
internal sealed record BuiltCopy(ReleaseManifest Manifest, string Directory);

namespace TmuxBuilder.Core.Sites;

/// <summary>One file of a release.</summary>
/// <param name="Path">Beneath the release, with <c>/</c>.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
public sealed record ReleaseFile(string Path, long Size, string Sha256);

namespace TmuxBuilder.Agent.Folders;

/// <summary>A file a copy out of a session's folder took.</summary>
/// <param name="Path">Beneath the copied folder, with <c>/</c>.</param>
/// <param name="Sha256">Of the bytes that were read, in lower-case hex.</param>
/// <param name="IsKnown">Whether the caller has these bytes already, so that they were not copied.</param>
public sealed record CopiedFile(string Path, long Size, string Sha256, bool IsKnown);

namespace TmuxBuilder.Agent.Folders;

/// <summary>What a copy out of a session's folder took and what it refused.</summary>
/// <param name="Files">By path in ordinal order.</param>
/// <param name="Refused">Paths and the reason in words; a copy with any is not the whole tree.</param>
public sealed record CopyReport(IReadOnlyList<CopiedFile> Files, IReadOnlyDictionary<string, string> Refused);

namespace TmuxBuilder.Agent.Folders;

/// <summary>What a copy out of a session's folder took and what it refused.</summary>
/// <param name="Files">Paths beneath the copied folder, with <c>/</c>, and their bytes.</param>
/// <param name="Refused">Paths and the reason in words; a copy with any is not the whole tree.</param>
public sealed record CopyReport(
    IReadOnlyDictionary<string, long> Files, long Bytes, IReadOnlyDictionary<string, string> Refused);

namespace TmuxBuilder.Agent.Folders;

/// <summary>How much <see cref="SafeFolder.CopyTreeAsync"/> copies at most.</summary>
public sealed record CopyLimits(int MaxFiles, long MaxBytes, long MaxFileBytes, int MaxDepth = 32);

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>Something a checkpoint names is gone, or is not what was stored.</summary>
public sealed class CheckpointDamagedException(string message, Exception? inner = null) : Exception(message, inner);

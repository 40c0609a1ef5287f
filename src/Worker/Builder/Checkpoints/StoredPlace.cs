using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>Where the bytes of a file begin in an unpacked object.</summary>
internal sealed record StoredPlace(CheckpointObject Object, long Offset);

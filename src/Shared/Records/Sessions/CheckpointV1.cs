using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Records.Sessions;

/// <summary>A session's newest checkpoint as stored within its record.</summary>
public sealed record CheckpointV1(
    long Number, long Epoch, DateTimeOffset At, int Files, long Bytes, string Manifest, string? Previous)
{
    public static CheckpointV1? From(Checkpoint? stored) => stored is null
        ? null
        : new CheckpointV1(
            stored.Number, stored.Epoch, stored.At, stored.Files, stored.Bytes, stored.Manifest, stored.Previous);

    public Checkpoint ToCheckpoint() => new(Number, Epoch, At, Files, Bytes, Manifest, Previous);
}

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>
/// A session's stored workspace: which generation is the newest, and which one before it is still whole. It is moved,
/// under the lease, only when everything it names is stored.
/// </summary>
/// <param name="Number">Counts the generations of the session from 1.</param>
/// <param name="Epoch">
/// Of the lease under which it was stored: a folder last used under an older one is out of date.
/// </param>
/// <param name="Bytes">Of all files, unpacked.</param>
/// <param name="Manifest">The blob key of its manifest.</param>
/// <param name="Previous">
/// The blob key of the older generation's manifest; <see langword="null"/> when there is none.
/// </param>
public sealed record Checkpoint(
    long Number, long Epoch, DateTimeOffset At, int Files, long Bytes, string Manifest, string? Previous = null)
{
    /// <summary>The manifests' keys, the newest first.</summary>
    public IEnumerable<string> Generations => Previous is null ? [Manifest] : [Manifest, Previous];
}

using System.Text.Json;

namespace TmuxBuilder.Testing;

/// <summary>A request the stub saw.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">Undefined when there was none.</param>
public sealed record StubRequest(
    RequestKind Kind, string Method, string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of the step that answered it; −1 when none did.</summary>
    public int Step { get; internal set; } = -1;

    /// <summary>
    /// What the answer has reported, also of one that was cut later; <see langword="null"/> when nothing (yet).
    /// </summary>
    public StubUsage? Usage { get; internal set; }

    /// <summary>
    /// Completes with the answer: true when it was sent whole, false when the caller went away or a fault cut it.
    /// </summary>
    public Task<bool> Ended => ended.Task;

    internal void End(bool whole) => ended.TrySetResult(whole);
}

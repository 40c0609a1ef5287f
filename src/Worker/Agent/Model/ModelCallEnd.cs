namespace TmuxBuilder.Agent.Model;

/// <summary>How a call of the model ended, as the proxy saw it.</summary>
/// <param name="Model">The model that answered, else the one that was asked for.</param>
/// <param name="MessageId">The model's own id of its answer; <see langword="null"/> when none began.</param>
/// <param name="Status">
/// HTTP status, of an error in the middle of a stream the one it stands for; <see langword="null"/> when the model
/// never answered.
/// </param>
/// <param name="StopReason">Why it stopped, such as <c>end_turn</c> or <c>tool_use</c>.</param>
/// <param name="IsWhole">Whether the answer came to its end rather than being cut off.</param>
/// <param name="Usage">
/// What it costs: of an answer that did not come to its end, what it had reported by then, and by length what it had
/// not; of a call the agent left before its answer, its request by length.
/// </param>
/// <param name="ErrorType">The API's name of the error, also of one in the middle of a stream.</param>
/// <param name="RetryAfter">How long the API asks to wait.</param>
public sealed record ModelCallEnd(
    ModelCallKind Kind,
    string? Model,
    string? MessageId,
    int? Status,
    string? StopReason,
    bool IsWhole,
    ModelUsage Usage,
    string? ErrorType,
    TimeSpan? RetryAfter);

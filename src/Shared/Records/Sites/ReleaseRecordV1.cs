using System.Text.Json;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Records.Sites;

/// <summary>A release as stored; its id and site are beside it.</summary>
public sealed record ReleaseRecordV1
{
    public required ReleaseState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Files { get; init; }

    public long Bytes { get; init; }

    public string? Turn { get; init; }

    public string? Call { get; init; }

    public DateTimeOffset? ServedAt { get; init; }

    public DateTimeOffset? PrunedAt { get; init; }

    public ReleaseCheckV1? Check { get; init; }

    public static string Write(Release release) => JsonSerializer.Serialize(
        new ReleaseRecordV1
        {
            State = release.State,
            CreatedAt = release.CreatedAt,
            Files = release.Files,
            Bytes = release.Bytes,
            Turn = release.Turn?.Value,
            Call = release.CallId,
            ServedAt = release.ServedAt,
            PrunedAt = release.PrunedAt,
            Check = ReleaseCheckV1.From(release.Check),
        },
        RecordJson.Stored.ReleaseRecordV1);

    public Release ToRelease(string id, string site) => new()
    {
        Id = ReleaseId.Parse(id),
        Site = SiteId.Parse(site),
        State = State,
        CreatedAt = CreatedAt,
        Files = Files,
        Bytes = Bytes,
        Turn = Turn is null ? null : TurnId.Parse(Turn),
        CallId = Call,
        ServedAt = ServedAt,
        PrunedAt = PrunedAt,
        Check = Check?.ToCheck(),
    };
}

using System.Text.Json;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Records.Uploads;

/// <summary>An upload as stored; its id and session are beside it.</summary>
public sealed record UploadRecordV1
{
    public required string Filename { get; init; }

    public required string StoredName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    public required string BlobKey { get; init; }

    public required UploadState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static string Write(Upload upload) => JsonSerializer.Serialize(
        new UploadRecordV1
        {
            Filename = upload.Filename,
            StoredName = upload.StoredName,
            ContentType = upload.ContentType,
            Size = upload.Size,
            BlobKey = upload.BlobKey,
            State = upload.State,
            CreatedAt = upload.CreatedAt,
        },
        RecordJson.Stored.UploadRecordV1);

    public Upload ToUpload(SessionId session, string id) => new()
    {
        Id = UploadId.Parse(id),
        Session = session,
        Filename = Filename,
        StoredName = StoredName,
        ContentType = ContentType,
        Size = Size,
        BlobKey = BlobKey,
        State = State,
        CreatedAt = CreatedAt,
    };
}

using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Uploads;

/// <summary>A file a client gave, or one the platform made for the chat.</summary>
public sealed record Upload
{
    public required UploadId Id { get; init; }

    public required SessionId Session { get; init; }

    /// <summary>The name as the client gave it, safe to show.</summary>
    public required string Filename { get; init; }

    /// <summary><c>{epoch_ms}_{safe_name}</c>, the name below <c>uploads/</c>.</summary>
    public required string StoredName { get; init; }

    public required string ContentType { get; init; }

    public required long Size { get; init; }

    /// <summary>Key of the bytes in the blob store.</summary>
    public required string BlobKey { get; init; }

    public UploadState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

namespace TmuxBuilder.Api.Uploads;

/// <summary>What a signed address of an attachment says.</summary>
/// <param name="Key">Of its bytes in the blob store; like every signed address it holds no guid.</param>
/// <param name="Expires">Seconds since 1970.</param>
internal sealed record AttachmentAddress(UploadId Id, string Key, long Expires, string Type, string Name);

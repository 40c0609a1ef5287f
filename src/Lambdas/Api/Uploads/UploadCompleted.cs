using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Says that a file is checked and may be named beside a message.</summary>
public sealed record UploadCompleted(
    string UploadId, string Filename, string FileType, string FilePath, long Size, string Guid)
{
    public bool Success { get; } = true;

    internal static UploadCompleted From(Caller caller, Upload upload) => new(
        upload.Id.Value,
        upload.Filename,
        UploadTypes.OfName(upload.StoredName)?.Wire ?? "",
        UploadInstructions.PathOf(upload),
        upload.Size,
        caller.PublicId);
}

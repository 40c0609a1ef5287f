namespace TmuxBuilder.Core.Uploads;

/// <summary>The types of files that are accepted, and how large they may be.</summary>
public static class UploadTypes
{
    public const long MaxBytes = 10_485_760;

    public static readonly IReadOnlyList<UploadType> All =
    [
        new(".jpg", "image/jpeg", UploadKind.Image),
        new(".jpeg", "image/jpeg", UploadKind.Image),
        new(".png", "image/png", UploadKind.Image),
        new(".pdf", "application/pdf", UploadKind.Pdf),
        new(".doc", "application/msword", UploadKind.Document),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", UploadKind.Document),
        new(".txt", "text/plain", UploadKind.Text),
    ];

    /// <summary>The type a file's name claims, or <see langword="null"/> when it is not accepted.</summary>
    public static UploadType? OfName(string filename)
    {
        var extension = Path.GetExtension(filename);
        return All.FirstOrDefault(type => type.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase));
    }
}

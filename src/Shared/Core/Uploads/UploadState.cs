namespace TmuxBuilder.Core.Uploads;

public enum UploadState
{
    /// <summary>A target was handed out; the bytes may not be there yet.</summary>
    Pending,

    /// <summary>The stored bytes were checked.</summary>
    Complete,
}

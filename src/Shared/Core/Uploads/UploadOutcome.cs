namespace TmuxBuilder.Core.Uploads;

/// <summary>What came of giving a file.</summary>
public enum UploadOutcome
{
    /// <summary>The step was done.</summary>
    Accepted,

    /// <summary>There is no such upload in this session.</summary>
    Unknown,

    /// <summary>The name's extension, or the content type given with it, is none of those accepted.</summary>
    TypeNotAccepted,

    /// <summary>The bytes are not what the name claims; they were removed.</summary>
    TypeMismatch,

    /// <summary>More bytes than a file may have; nothing was kept.</summary>
    TooLarge,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>Another number of bytes than was announced; they were removed.</summary>
    SizeMismatch,

    /// <summary>The bytes have not arrived yet.</summary>
    Missing,

    /// <summary>The upload was completed before and no longer takes bytes.</summary>
    AlreadyComplete,
}

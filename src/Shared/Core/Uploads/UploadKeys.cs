using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Where the bytes of uploads lie in the blob store: below <c>sessions/{guid12}/</c>, because keys show in signed
/// addresses, which shares receive too.
/// </summary>
public static class UploadKeys
{
    /// <summary>The bytes of a complete upload; no address to write here is ever handed out.</summary>
    public static string Complete(SessionId session, UploadId id) => $"{SessionBlobs.Of(session)}uploads/{id}";

    /// <summary>The bytes of a complete upload as a share receives them.</summary>
    public static string Shared(SessionId session, UploadId id, string share) =>
        $"{SessionBlobs.Of(session)}shared/{id}-{share}";

    /// <summary>Bytes on their way in, which their sender may still replace.</summary>
    public static string Incoming(SessionId session, UploadId id) => $"{SessionBlobs.Of(session)}incoming/{id}";
}

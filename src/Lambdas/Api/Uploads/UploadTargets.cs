using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Where bytes go when the blob store takes none from clients: to this API.</summary>
internal static class UploadTargets
{
    private static readonly Dictionary<string, string> NoFields = [];

    public static UploadTarget Own(Links links, Upload upload) => new(
        "PUT",
        links.Api($"uploads/{upload.Id}/content?guid={upload.Session.Value}"),
        NoFields,
        new Dictionary<string, string> { ["Content-Type"] = upload.ContentType });
}

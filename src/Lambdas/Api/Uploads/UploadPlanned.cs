using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Where and how to send the bytes of an announced file, before completing it.</summary>
/// <param name="Method">
/// <c>PUT</c> of the bytes alone, or <c>POST</c> of a form with these fields and then the file.
/// </param>
public sealed record UploadPlanned(
    string UploadId,
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, string> Headers)
{
    public bool Success { get; } = true;

    internal static UploadPlanned From(Upload upload, UploadTarget target) =>
        new(upload.Id.Value, target.Method, target.Url.AbsoluteUri, target.Fields, target.Headers);
}

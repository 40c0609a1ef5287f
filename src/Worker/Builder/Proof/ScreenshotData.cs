using System.Text.Json.Serialization;

namespace TmuxBuilder.Builder.Proof;

/// <summary>The value of a <c>screenshot</c> event of the platform's own.</summary>
/// <param name="AttachmentId">Of the whole page.</param>
/// <param name="ThumbnailId">Of its beginning, small; left out when there is none.</param>
internal sealed record ScreenshotData(
    string AttachmentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThumbnailId,
    string SiteId);

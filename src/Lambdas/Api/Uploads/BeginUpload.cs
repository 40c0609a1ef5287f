using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Announces a file.</summary>
public sealed record BeginUpload
{
    [Required]
    public string Guid { get; init; } = "";

    [Required]
    public string Filename { get; init; } = "";

    /// <summary>Exactly how many bytes will come.</summary>
    [Required]
    public long Size { get; init; }

    /// <summary>The content type that belongs to the name's extension.</summary>
    [Required]
    public string ContentType { get; init; } = "";
}

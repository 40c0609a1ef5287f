using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Uploads;

/// <summary>The fields of an upload's form, for those who read the API's description.</summary>
public sealed record UploadFields
{
    /// <summary>The file, at most 10 MB.</summary>
    [Required]
    public byte[] File { get; init; } = [];

    [Required]
    public string Guid { get; init; } = "";

    /// <summary>What to do with it, beyond the instruction of its type; up to 32,000 characters.</summary>
    public string? Message { get; init; }
}

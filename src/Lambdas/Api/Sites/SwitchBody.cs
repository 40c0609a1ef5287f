using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Sites;

/// <summary>Names the release a site shall show.</summary>
public sealed record SwitchBody
{
    [Required]
    public string Guid { get; init; } = "";

    /// <summary>
    /// Without one: to roll back, the release shown before the present one; to redeploy, the present one.
    /// </summary>
    public string? ReleaseId { get; init; }
}

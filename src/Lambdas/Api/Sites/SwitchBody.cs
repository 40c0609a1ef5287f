using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Sites;

/// <summary>Names the release a site shall show.</summary>
public sealed record SwitchBody
{
    [Required]
    public string Guid { get; init; } = "";

    [Required]
    public string ReleaseId { get; init; } = "";
}

using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Uploads;

/// <summary>A body that says which session a call is about, and nothing else.</summary>
public sealed record SessionOnly
{
    [Required]
    public string Guid { get; init; } = "";
}

using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Clients;

/// <summary>Chooses the look of the portal.</summary>
public sealed record SaveTheme
{
    [Required]
    public string Guid { get; init; } = "";

    /// <summary><c>ember coral sunset aurora legacy sandstone champagne zoom daylight</c>.</summary>
    [Required]
    public string Theme { get; init; } = "";
}

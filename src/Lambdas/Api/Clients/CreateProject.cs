using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Clients;

/// <summary>Asks for a new project.</summary>
public sealed record CreateProject
{
    /// <summary>The address the caller's credential proves.</summary>
    [Required]
    public string Email { get; init; } = "";

    /// <summary>What to build, 1–32,000 characters; work on it begins at once.</summary>
    [Required]
    public string InitialRequest { get; init; } = "";

    /// <summary>The project's name.</summary>
    public string? Name { get; init; }
}

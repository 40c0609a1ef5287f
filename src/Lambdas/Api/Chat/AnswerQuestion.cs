using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Api.Chat;

/// <summary>An answer to what the agent asked.</summary>
public sealed record AnswerQuestion
{
    [Required]
    public string Guid { get; init; } = "";

    [Required]
    public string QuestionId { get; init; } = "";

    /// <summary>1–32,000 characters, taken as they are.</summary>
    [Required]
    public string Answer { get; init; } = "";
}

using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Admin;

/// <summary>One budget.</summary>
public sealed record BudgetRowView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GuidShort { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TurnId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Client { get; init; }

    public required decimal SpentUsd { get; init; }

    public required decimal LimitUsd { get; init; }

    /// <summary>Whether it was set for this one alone.</summary>
    public required bool Own { get; init; }

    /// <summary><c>ok</c>, <c>near</c> (four fifths) or <c>reached</c>.</summary>
    public required string Level { get; init; }
}

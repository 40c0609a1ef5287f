using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Conventions;

/// <summary>Says that it was done.</summary>
public sealed record Success(string Message)
{
    [JsonPropertyName("success")]
    public bool Succeeded { get; } = true;
}

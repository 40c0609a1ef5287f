namespace TmuxBuilder.Api.Conventions;

/// <summary>Says that it was done, and to which session.</summary>
public sealed record SessionAnswer(string Message, string Guid)
{
    public bool Success { get; } = true;
}

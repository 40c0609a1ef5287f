namespace TmuxBuilder.Testing;

/// <summary>Tokens an answer reports.</summary>
/// <param name="CacheCreationHour">The part of <paramref name="CacheCreation"/> that is kept for an hour.</param>
public sealed record StubUsage(
    int Input = 120, int CacheCreation = 30, int CacheRead = 1000, int Output = 50, int CacheCreationHour = 0)
{
    public static StubUsage None { get; } = new(0, 0, 0, 0);

    public static StubUsage operator +(StubUsage left, StubUsage right) => Add(left, right);

    public static StubUsage Add(StubUsage left, StubUsage right) => new(
        left.Input + right.Input,
        left.CacheCreation + right.CacheCreation,
        left.CacheRead + right.CacheRead,
        left.Output + right.Output,
        left.CacheCreationHour + right.CacheCreationHour);
}

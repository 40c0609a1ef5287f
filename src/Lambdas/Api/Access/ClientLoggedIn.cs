namespace TmuxBuilder.Api.Access;

/// <summary>A client token; the cookie that comes with it holds the same.</summary>
public sealed record ClientLoggedIn(string Token, string Email, DateTimeOffset? ExpiresAt)
{
    public bool Success { get; } = true;
}

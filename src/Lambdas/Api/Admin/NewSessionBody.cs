namespace TmuxBuilder.Api.Admin;

/// <summary>A session to create. Only the e-mail address is required.</summary>
/// <param name="ExpiresAt">When it is deleted by itself; never when absent.</param>
public sealed record NewSessionBody(
    string? Email, string? Name, string? ClientName, string? Phone, string? InitialRequest, DateTimeOffset? ExpiresAt);

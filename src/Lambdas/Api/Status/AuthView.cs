namespace TmuxBuilder.Api.Status;

/// <summary>How admins sign in: with the shared token, or at an identity provider.</summary>
public sealed record AuthView(string Mode, string? Authority, string? ClientId);

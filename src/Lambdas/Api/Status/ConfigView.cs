namespace TmuxBuilder.Api.Status;

/// <summary>What a portal needs to know to start.</summary>
public sealed record ConfigView(
    AuthView Auth, string WsPath, string Onboarding, UploadConfigView Upload, string Version)
{
    public bool Success { get; } = true;
}

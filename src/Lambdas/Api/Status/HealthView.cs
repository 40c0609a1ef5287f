namespace TmuxBuilder.Api.Status;

/// <summary>The service runs.</summary>
public sealed record HealthView(string Status, string Version)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Admin;

/// <summary>Longer work has begun; ask for its operation.</summary>
public sealed record OperationStarted(string OperationId, string Message)
{
    public bool Success { get; } = true;
}

namespace TmuxBuilder.Api.Admin;

/// <summary>The fleet.</summary>
/// <param name="Workers">By their ids.</param>
/// <param name="Waiting">Sessions with a turn or command that is not done, and no worker.</param>
public sealed record WorkersView(IReadOnlyList<WorkerView> Workers, int Waiting)
{
    public bool Success { get; } = true;
}

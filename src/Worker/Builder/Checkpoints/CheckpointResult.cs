namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>What came of storing a workspace, and what is to be said about it.</summary>
/// <param name="Told">
/// A sentence for the client that has not been told before; otherwise <see langword="null"/>.
/// </param>
/// <param name="Detail">The same for admins, with figures.</param>
internal sealed record CheckpointResult(CheckpointOutcome Outcome, string? Told = null, string? Detail = null);

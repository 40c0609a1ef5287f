namespace TmuxBuilder.Core.Sessions;

/// <summary>The value of a <c>session</c> event that tells who has the agent's keyboard.</summary>
/// <param name="TakenOver">An admin has it.</param>
internal sealed record SessionTakenOverData(bool TakenOver);

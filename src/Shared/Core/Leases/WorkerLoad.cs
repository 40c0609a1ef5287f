using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Leases;

/// <summary>A worker and what it has.</summary>
/// <param name="Sessions">Sessions whose lease it holds, idle ones too; those at work first.</param>
/// <param name="WithWork">Of these, sessions with a turn or command that is not done.</param>
/// <param name="AtWork">Of these, sessions whose agent works: the places that are used.</param>
public sealed record WorkerLoad(
    WorkerRecord Worker, IReadOnlyList<SessionId> Sessions, int WithWork, int AtWork);

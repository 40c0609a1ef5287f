namespace TmuxBuilder.Core.Leases;

/// <summary>A worker and what it has.</summary>
/// <param name="Sessions">Sessions whose lease it holds, idle ones too.</param>
/// <param name="WithWork">Of these, sessions with a turn or command that is not done.</param>
public sealed record WorkerLoad(WorkerRecord Worker, int Sessions, int WithWork);

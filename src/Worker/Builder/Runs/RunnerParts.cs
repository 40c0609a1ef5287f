using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Purging;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <summary>What every session's owner works with.</summary>
internal sealed record RunnerParts(
    BuilderOptions Options,
    ISessionStore Sessions,
    ITurnStore Turns,
    ICommandStore Commands,
    ILeaseStore Leases,
    IActivityLog Log,
    ActivityRecorder Recorder,
    IAgents Agents,
    SessionWorkspaces Workspaces,
    SessionCheckpoints Checkpoints,
    SessionBook Book,
    TurnEndings Endings,
    DiagnosisBlobs Diagnoses,
    IModelKeys Keys,
    ITenantIdentity Tenants,
    SessionPurge Purge,
    DeployLeftovers Leftovers,
    ReleaseSwitch Releases,
    ProofOfDone Proofs,
    LiveChecks Live,
    UsageReports Usage,
    Budgets.Budgets Budgets,
    WorkSlots Slots,
    LostWorkers Lost,
    TakeOvers TakeOvers,
    TimeProvider Time,
    ILoggerFactory Loggers);

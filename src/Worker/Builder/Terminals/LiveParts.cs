using TmuxBuilder.Agent.Live;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Builder.Terminals;

/// <summary>What every watch works with.</summary>
internal sealed record LiveParts(
    IAgentTerminals Terminals, RunnerDirectory Runners, TakeOvers TakeOvers, AuditTrail Audit, TimeProvider Time);

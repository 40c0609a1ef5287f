using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>Tells whoever watches what the check of a turn looks at.</summary>
internal sealed class CheckProgress(SessionRunner runner, Turn turn) : IProgress<string>
{
    public void Report(string value) =>
        runner.Pump.Post(new ActivityEvent(ActivityTypes.Working, value, Turn: turn.Id, TraceId: turn.TraceId));
}

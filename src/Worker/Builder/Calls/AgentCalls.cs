using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Builder.Calls;

/// <summary>
/// Carries out what an agent's scripts ask. A failure leaves as an exception: the script then keeps its line and tells
/// it again later.
/// </summary>
internal sealed partial class AgentCalls(
    RunnerDirectory runners,
    Deployer deployer,
    CheckCalls checks,
    ISiteStore sites,
    IResourceLedger ledger,
    ILogger<AgentCalls> logger) : IAgentCalls
{
    private const int Accepted = 0;
    private const int WrongArguments = 2;

    public async Task<int> HandleAsync(
        SessionId session,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        if (runners.Find(session) is not { Lease: not null } runner)
        {
            throw new IOException("The session is not at work on this worker.");
        }

        using var scope = logger.BeginRequest(runner.Turn);
        using var span = runner.Trace.Begin(Traces.AgentCall);
        span?.SetTag(Traces.What, call.Verb is "notify" or "deploy" or "check" ? call.Verb : "unknown");
        switch (call.Verb)
        {
            case "notify":
                if (NotifyParser.TryParse(call.Arguments, out var notify, out var usage))
                {
                    await NotifyAsync(runner, notify, cancellationToken);
                    return Accepted;
                }

                await output($"Right is: {usage}", cancellationToken);
                return WrongArguments;
            case "deploy":
                return await deployer.DeployAsync(runner, call, output, cancellationToken);
            case "check":
                return await checks.CheckAsync(runner, call, output, cancellationToken);
            default:
                LogUnknown(session, call.Verb.Length);
                await output("This worker knows notify, deploy and check.", cancellationToken);
                return WrongArguments;
        }
    }

    private Task NotifyAsync(SessionRunner runner, Notify notify, CancellationToken cancellationToken)
    {
        if (notify is not Notify.Line("ack", _))
        {
            runner.Post(new RunnerEvent.Spoke());
        }

        switch (notify)
        {
            case Notify.Line(var type, var text):
                return TellAsync(runner, type, text, cancellationToken);
            case Notify.Progress(var percent):
                return TellAsync(
                    runner,
                    ActivityTypes.Progress,
                    percent.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    cancellationToken);
            case Notify.Deployed(var url):
                return ClaimDeployedAsync(runner, url, cancellationToken);
            case Notify.Resources claimed:
                return ClaimResourcesAsync(runner, claimed, cancellationToken);
            case Notify.Ask(var text, var choices, var standing):
                runner.Post(new RunnerEvent.Asked(text, choices, standing));
                return Task.CompletedTask;
            case Notify.Summary:
                runner.Post(new RunnerEvent.SummaryWritten());
                return Task.CompletedTask;
            case Notify.Done:
                // The one done frame of a turn is told with its end, when the agent has stopped.
                return Task.CompletedTask;
            default:
                throw new System.Diagnostics.UnreachableException($"No handler for {notify}.");
        }
    }

    private static Task TellAsync(
        SessionRunner runner, string type, string text, CancellationToken cancellationToken, bool adminsOnly = false) =>
        runner.Pump.SayAsync(
            new ActivityEvent(type, text, Turn: runner.Turn?.Id, TraceId: runner.Turn?.TraceId, AdminsOnly: adminsOnly),
            cancellationToken);

    private async Task ClaimDeployedAsync(SessionRunner runner, Uri url, CancellationToken cancellationToken)
    {
        var known = await sites.ListAsync(runner.Session, cancellationToken);
        if (known.FirstOrDefault(site => site.IsAt(url)) is { } site)
        {
            await TellOnceAsync(runner, ActivityTypes.Deployed, site.Url, cancellationToken);
            return;
        }

        await TellAsync(
            runner,
            ActivityTypes.Warning,
            $"The agent claims {url}, which no site of this session has.",
            cancellationToken,
            adminsOnly: true);
    }

    private async Task ClaimResourcesAsync(
        SessionRunner runner, Notify.Resources claimed, CancellationToken cancellationToken)
    {
        var made = await ledger.ListAsync(runner.Session, cancellationToken);
        var known = made.Where(record => record.Stage == ResourceStage.Fact).Select(record => record.Id).ToHashSet();
        if (claimed.Values.Any(known.Contains))
        {
            await TellOnceAsync(runner, ActivityTypes.Resources, claimed.Json, cancellationToken);
            return;
        }

        await TellAsync(
            runner,
            ActivityTypes.Warning,
            $"The agent claims resources the ledger does not have: {claimed.Json}",
            cancellationToken,
            adminsOnly: true);
    }

    /// <summary>Tells what deploy.sh has mostly told already, when it became true.</summary>
    private static Task TellOnceAsync(
        SessionRunner runner, string type, string text, CancellationToken cancellationToken) =>
        runner.Announced.IsNew(runner.Turn?.Id, type == ActivityTypes.Resources ? type : text)
            ? TellAsync(runner, type, text, cancellationToken)
            : Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: a call with an unknown verb of {Length} characters was refused")]
    private partial void LogUnknown(SessionId sessionId, int length);
}

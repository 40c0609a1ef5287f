using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Carries out <c>deploy.sh</c>: copies the built folder out, judges the copy, publishes it and prints the address. The
/// same call again, also after a restart, goes on with the same release.
/// </summary>
internal sealed partial class Deployer(
    BuilderOptions options,
    SessionFolders folders,
    SitePublishing publishing,
    DeployLeftovers leftovers,
    ITurnStore turns,
    Instruments instruments,
    TimeProvider clock,
    ILogger<Deployer> logger)
{
    public const int Published = 0;
    public const int Failed = 1;
    public const int WrongArguments = 2;
    public const int Refused = 3;

    /// <summary>How long one deploy may take, with its wait for others of the session.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(10);

    /// <summary>Returns the script's exit status: 0 published, 1 failed, 2 wrong arguments, 3 refused.</summary>
    public async Task<int> DeployAsync(
        SessionRunner runner,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var agentFolder = options.AgentFolder ?? folders.FolderOf(runner.Session);
        if (!DeployArguments.TryParse(call.Arguments, agentFolder, out var arguments, out var problem))
        {
            await output(problem, cancellationToken);
            return WrongArguments;
        }

        runner.Post(new RunnerEvent.Spoke());
        using var span = runner.Trace.Begin(Traces.Publish);
        var begun = clock.GetTimestamp();
        var status = await TryAsync(runner, call.Id, arguments, output, cancellationToken);
        var outcome = status switch { Published => "published", Refused => "refused", _ => "failed" };
        span?.SetTag(Traces.What, outcome);
        instruments.Published(outcome, clock.GetElapsedTime(begun));
        return status;
    }

    private async Task<int> TryAsync(
        SessionRunner runner,
        string callId,
        DeployArguments arguments,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        try
        {
            return await InTurnAsync(runner, callId, arguments, output, cancellationToken);
        }
        catch (PublishException failure)
        {
            LogFailed(runner.Session, failure.Message);
            await output($"Not published: {failure.Message}", cancellationToken);
            return Failed;
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            // Told as an end: a script that is left without one would call again for ever.
            LogNotStored(runner.Session, failure);
            await output(
                "Not published: nothing can be stored here just now; try again in some minutes.", cancellationToken);
            return Failed;
        }
    }

    /// <summary>
    /// One deploy of a session at a time, for so long at most; what one leaves unfinished is settled with it.
    /// </summary>
    private async Task<int> InTurnAsync(
        SessionRunner runner,
        string callId,
        DeployArguments arguments,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(Longest, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        var entered = false;
        try
        {
            await runner.Deploys.WaitAsync(limit.Token);
            entered = true;
            return await RunAsync(runner, callId, arguments, output, limit.Token);
        }
        catch (OperationCanceledException late)
            when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PublishException($"it took longer than {Longest.TotalMinutes} minutes.", late);
        }
        finally
        {
            if (entered)
            {
                await SettleAsync(runner);
                runner.Deploys.Release();

                // A rollback may have waited.
                runner.Note();
            }
        }
    }

    /// <summary>Has a time of its own: also what was cancelled is settled.</summary>
    private async Task SettleAsync(SessionRunner runner)
    {
        using var time = new CancellationTokenSource(LongestSettling, clock);
        try
        {
            if (runner.Lease is { } lease)
            {
                await leftovers.SettleAsync(runner, lease, time.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the turn settles it.
        }
    }

    private async Task<int> RunAsync(
        SessionRunner runner,
        string callId,
        DeployArguments arguments,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        var work = await FindWorkAsync(runner, cancellationToken);
        var deploy = new Deploy(runner, work, callId, arguments, output);
        if (await publishing.FindDoneAsync(deploy, cancellationToken) is { } done)
        {
            await output(done, cancellationToken);
            return Published;
        }

        if (work is null)
        {
            throw new PublishException(Deploy.WorkOver);
        }

        var before = await publishing.FindBeforeAsync(deploy, cancellationToken);
        var (taken, refusal) = await BuiltCopy.TakeAsync(
            folders,
            deploy.Session,
            arguments.Directory,
            "--dir",
            options.DataFolder,
            (path, size) => before?.Find(path) is { } known && known.Size == size ? known.Sha256 : null,
            cancellationToken);
        if (taken is null)
        {
            await RefuseAsync(deploy, refusal!, cancellationToken);
            return Refused;
        }

        using (taken)
        {
            await output(await publishing.PublishAsync(deploy, taken, cancellationToken), cancellationToken);
            return Published;
        }
    }

    /// <summary>The turn that runs; after a restart the store knows of it first.</summary>
    private async Task<Turn?> FindWorkAsync(SessionRunner runner, CancellationToken cancellationToken) =>
        runner.Turn
        ?? (await turns.ListOpenAsync(runner.Session, cancellationToken)).FirstOrDefault(turn => turn.State.IsRunning);

    private async Task RefuseAsync(Deploy deploy, Refusal refusal, CancellationToken cancellationToken)
    {
        LogRefused(deploy.Session, refusal.Reason);
        await deploy.TellAsync(ActivityTypes.Status, $"Not published yet: {refusal.Reason}", cancellationToken);
        await deploy.Output($"Refused: {refusal.Reason}", cancellationToken);
        await deploy.Output($"Cure: {refusal.Cure}", cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: a deploy was refused: {Reason}")]
    private partial void LogRefused(SessionId sessionId, string reason);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: a deploy could not store its files or records")]
    private partial void LogNotStored(SessionId sessionId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: a deploy failed: {Reason}")]
    private partial void LogFailed(SessionId sessionId, string reason);
}

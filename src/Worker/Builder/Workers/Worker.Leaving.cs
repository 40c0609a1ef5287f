using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;

namespace TmuxBuilder.Builder.Workers;

/// <content>The end of a worker whose machine goes: the other workers have its sessions.</content>
internal sealed partial class Worker
{
    private volatile RunnerEvent.Leaving? leaving;

    /// <summary>Gives all sessions to the other workers; still alive to them until it has.</summary>
    private async Task LeaveAsync(RunnerEvent.Leaving told)
    {
        leaving = told;
        LogLeaves(parts.Options.Worker.Value);
        await TryAsync(token => heart.RegisterAsync(leaves: true, token));
        foreach (var runner in runners.All)
        {
            runner.Post(told);
        }

        await AllEndedAsync();
    }

    /// <summary>Tells that this worker holds nothing and comes back, if it does, as a new one.</summary>
    private async Task SignOffAsync()
    {
        await TryAsync(token => doorbell.RemoveLineAsync(parts.Options.Worker, token));
        await TryAsync(token => parts.Leases.RemoveWorkerAsync(parts.Options.Worker, token));
    }

    /// <summary>Does what others find out by themselves, if later: a failure is only logged.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> step)
    {
        try
        {
            await step(abandon.Token);
        }
        catch (Exception failure)
        {
            LogNotTold(failure);
        }
    }

    private async Task AllEndedAsync()
    {
        while (running.Keys.Where(task => !task.IsCompleted).ToArray() is { Length: > 0 } left)
        {
            await Task.WhenAll(left);
        }
    }

    [LoggerMessage(LogLevel.Information, "Worker {WorkerId} ends and gives its sessions to the others")]
    private partial void LogLeaves(string workerId);

    [LoggerMessage(LogLevel.Warning, "The others could not be told that this worker ends; they find out by themselves")]
    private partial void LogNotTold(Exception failure);
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Usage;

/// <summary>
/// Tells admins, in the audit, that the model refused our key, as the proxy saw it: for each key at most once a day,
/// whichever worker meets it.
/// </summary>
internal sealed partial class RefusedKeys(
    IModelKeys keys, ILimitStore limits, AuditTrail audit, ILogger<RefusedKeys> logger) : IModelObserver
{
    private const int Unauthorized = 401;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Channel<string> refused = Channel.CreateBounded<string>(8);
    private string? last;

    public void Began(SessionId session, long call, ModelCallKind kind)
    {
        // Only how calls end matters.
    }

    public void Progressed(SessionId session, long call)
    {
        // Only how calls end matters.
    }

    public void Ended(SessionId session, long call, ModelCallEnd end)
    {
        if (end.Status == Unauthorized && keys.Mark is { } mark
            && Interlocked.Exchange(ref last, mark) != mark)
        {
            refused.Writer.TryWrite(mark);
        }
    }

    /// <summary>Tells until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await refused.Reader.WaitToReadAsync(cancellationToken))
        {
            while (refused.Reader.TryRead(out var mark))
            {
                await TellAsync(mark, cancellationToken);
            }
        }
    }

    private async Task TellAsync(string mark, CancellationToken cancellationToken)
    {
        try
        {
            if (await limits.TakeAsync($"model-key-refused/{mark}", 1, Day, cancellationToken) is null)
            {
                await audit.RecordAsync(By.Platform, "model_key.refused", "model-key");
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Admins could not be told that the model refused our key")]
    private partial void LogNotTold(Exception failure);
}

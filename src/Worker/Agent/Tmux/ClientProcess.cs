using System.Diagnostics;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>The process of a control-mode client.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);

    /// <summary>Ends it: it leaves by itself once its input ends, and is killed when it does not.</summary>
    public static async Task EndAsync(Process process, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(GoodbyeTime, time);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            process.Kill();
        }
    }
}

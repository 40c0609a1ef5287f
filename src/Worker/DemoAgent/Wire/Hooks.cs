using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TmuxBuilder.DemoAgent.Wire;

/// <summary>Reports what the builder does, in order; while the worker is away the reports wait in the spool.</summary>
internal sealed class Hooks(WorkerSocket worker, Spool spool, Guid conversation, string folder)
{
    /// <summary>
    /// Delivers or spools one report. A report that has begun is finished even when the turn is interrupted: half a
    /// report would be worse than one too many.
    /// </summary>
    /// <param name="lifetime">Ends with the process, not with the turn.</param>
    public async Task ReportAsync(HookPayload payload, CancellationToken lifetime)
    {
        var json = JsonSerializer.Serialize(
            payload with { SessionId = conversation.ToString(), Cwd = folder }, WireJson.Default.HookPayload);
        var request = Encoding.UTF8.GetBytes(
            string.Join('\0', "hook", RandomNumberGenerator.GetHexString(32, true), json));
        if (!await worker.SendAsync(request, lifetime))
        {
            await spool.KeepAsync(request, lifetime);
        }
    }
}

using System.Text.Json;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Audit;

/// <summary>
/// Writes down privileged actions. What was done is done: a record takes no token of whoever asked for it, whose going
/// away must not leave it out, and has a time limit of its own.
/// </summary>
public sealed class AuditTrail(IAuditStore store, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Records an action on a session, known in the audit by its first 12 digits.</summary>
    public Task RecordAsync(By by, string action, SessionId session, params (string Key, string Value)[] detail) =>
        RecordAsync(by, action, session.Short, detail);

    /// <summary>Records an action; the details must hold no secret and no guid.</summary>
    public async Task RecordAsync(By by, string action, string subject, params (string Key, string Value)[] detail)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await store.AppendAsync(Compose(by, action, subject, detail), limit.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The audit trail did not take a record in time.", late);
        }
    }

    /// <summary>The record of an action on a session, for whoever stores both together.</summary>
    public AuditRecord Compose(By by, string action, SessionId session) => Compose(by, action, session.Short, []);

    private AuditRecord Compose(By by, string action, string subject, (string Key, string Value)[] detail)
    {
        var json = JsonSerializer.Serialize(
            detail.ToDictionary(pair => pair.Key, pair => pair.Value), AuditJson.Default.DictionaryStringString);
        return new AuditRecord(time.GetUtcNow(), by.Actor, action, subject, json, by.TraceId);
    }
}

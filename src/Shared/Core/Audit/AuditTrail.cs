using System.Text.Json;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Audit;

/// <summary>Writes down privileged actions.</summary>
public sealed class AuditTrail(IAuditStore store, TimeProvider time)
{
    /// <summary>Records an action on a session, known in the audit by its first 12 digits.</summary>
    public Task RecordAsync(
        By by,
        string action,
        SessionId session,
        CancellationToken cancellationToken,
        params (string Key, string Value)[] detail) =>
        RecordAsync(by, action, session.Short, cancellationToken, detail);

    /// <summary>Records an action; the details must hold no secret and no guid.</summary>
    public Task RecordAsync(
        By by,
        string action,
        string subject,
        CancellationToken cancellationToken,
        params (string Key, string Value)[] detail) =>
        store.AppendAsync(Compose(by, action, subject, detail), cancellationToken);

    /// <summary>The record of an action on a session, for whoever stores both together.</summary>
    public AuditRecord Compose(By by, string action, SessionId session) => Compose(by, action, session.Short, []);

    private AuditRecord Compose(By by, string action, string subject, (string Key, string Value)[] detail)
    {
        var json = JsonSerializer.Serialize(
            detail.ToDictionary(pair => pair.Key, pair => pair.Value), AuditJson.Default.DictionaryStringString);
        return new AuditRecord(time.GetUtcNow(), by.Actor, action, subject, json, by.TraceId);
    }
}

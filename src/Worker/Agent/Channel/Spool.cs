using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// What an agent's scripts kept while the worker was away. The agent owns the folder, so nothing in it is believed.
/// </summary>
internal sealed partial class Spool(SessionId session, SafeFolder folder, ILogger<Spool> logger)
{
    public const string Name = ".spool";

    private const int MaxFiles = 2000;
    private const int MaxTries = 10;

    private string? stuckAt;
    private int tries;

    /// <summary>
    /// Delivers in name order and removes what was delivered. What fails stays for the next time, and with it all
    /// behind it; after ten times it is given up.
    /// </summary>
    public async Task DrainAsync(
        Func<AgentRequest, CancellationToken, Task<int>> deliver, CancellationToken cancellationToken)
    {
        foreach (var entry in Waiting())
        {
            if (await ReadAsync(entry, cancellationToken) is { } request
                && !await TryDeliverAsync(entry, request, deliver, cancellationToken))
            {
                return;
            }

            Remove(entry);
        }
    }

    private IEnumerable<FolderEntry> Waiting()
    {
        try
        {
            return folder.List(Name).Where(entry => !entry.Name.StartsWith('.')).Take(MaxFiles);
        }
        catch (UnsafePathException exception)
        {
            LogUnusable(exception, session);
            return [];
        }
    }

    private async Task<bool> TryDeliverAsync(
        FolderEntry entry,
        AgentRequest request,
        Func<AgentRequest, CancellationToken, Task<int>> deliver,
        CancellationToken cancellationToken)
    {
        try
        {
            await deliver(request, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (IsGivenUp(entry.Name))
            {
                LogGivenUp(exception, session);
                return true;
            }

            LogKept(exception, session);
            return false;
        }
    }

    private async Task<AgentRequest?> ReadAsync(FolderEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await folder.ReadBytesAsync($"{Name}/{entry.Name}", AgentRequest.MaxBytes, cancellationToken);
            return bytes is null ? null : AgentRequest.Parse(bytes);
        }
        catch (UnsafePathException exception)
        {
            LogUnusable(exception, session);
            return null;
        }
    }

    private void Remove(FolderEntry entry)
    {
        try
        {
            folder.DeleteTree($"{Name}/{entry.Name}");
        }
        catch (UnsafePathException exception)
        {
            LogUnusable(exception, session);
        }
    }

    private bool IsGivenUp(string name)
    {
        tries = stuckAt == name ? tries + 1 : 1;
        stuckAt = name;
        return tries >= MaxTries;
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: a spooled message could not be delivered yet")]
    private partial void LogKept(Exception exception, SessionId sessionId);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: a spooled message failed every time and was dropped")]
    private partial void LogGivenUp(Exception exception, SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: something in the spool was refused")]
    private partial void LogUnusable(Exception exception, SessionId sessionId);
}

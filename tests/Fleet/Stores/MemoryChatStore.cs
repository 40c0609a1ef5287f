using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The chat in memory.</summary>
internal sealed class MemoryChatStore(Storage storage, ILink link) : IChatStore
{
    private const string List = "chat";
    private const int MaxTail = 500;

    public Task<Page<ChatMessage>> PageAsync(
        SessionId session, PageRequest page, CancellationToken cancellationToken)
    {
        var before = page.Cursor is { } cursor ? Cursor.Read(List, cursor).Place : long.MaxValue;
        return link.CallAsync(() => Read(session, page.Limit, before), cancellationToken);
    }

    public Task<IReadOnlyList<ChatMessage>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<ChatMessage>>(
            () => storage.Find(session) is { } entry ? [.. entry.Chat.TakeLast(Math.Min(count, MaxTail))] : [],
            cancellationToken);

    public Task<bool> AddAsync(
        SessionId session, ChatMessage message, LeaseToken? lease, CancellationToken cancellationToken) =>
        link.CallAsync(() => Add(session, message, lease), cancellationToken);

    public Task<bool> ClearAsync(SessionId session, CancellationToken cancellationToken) =>
        link.CallAsync(() => Clear(session), cancellationToken);

    private Page<ChatMessage> Read(SessionId session, int limit, long before)
    {
        if (storage.Find(session) is not { } entry)
        {
            return new Page<ChatMessage>([], null);
        }

        var end = (int)Math.Min(before, entry.Chat.Count);
        var begin = Math.Max(0, end - Math.Clamp(limit, 1, PageRequest.MaxLimit));
        return new Page<ChatMessage>(entry.Chat[begin..end], begin > 0 ? Cursor.Write(List, begin) : null);
    }

    private bool Add(SessionId session, ChatMessage message, LeaseToken? lease)
    {
        if (storage.Find(session) is not { } entry || !storage.Allows(entry, lease))
        {
            return false;
        }

        Storage.AddLine(entry, message);
        return true;
    }

    private bool Clear(SessionId session)
    {
        if (storage.Find(session) is not { Running: null } entry)
        {
            return false;
        }

        entry.Chat.Clear();
        entry.Turns.RemoveAll(turn => turn.State.IsEnded);
        entry.Log.Clear();
        (entry.EndedState, entry.Status) = (null, new StatusPatch("", 0, ""));
        return true;
    }
}

namespace TmuxBuilder.Api.Chat;

/// <summary>The socket's frames over HTTP, oldest first: the newest 500, or the first 500 after a number.</summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
/// <param name="LastSeq">The newest number there is; ask again from the last one here while it is ahead.</param>
public sealed record ActivityView(string Guid, IReadOnlyList<RawFrame> Events, long LastSeq)
{
    public bool Success { get; } = true;
}

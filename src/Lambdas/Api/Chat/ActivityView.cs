namespace TmuxBuilder.Api.Chat;

/// <summary>
/// The socket's frames over HTTP, oldest first: the first after a number, else the newest; 500 without a limit.
/// </summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
/// <param name="LastSeq">The newest number there is; ask again from the last one here while it is ahead.</param>
/// <param name="NextCursor">
/// Leads on after a number, else back to what came before; <see langword="null"/> at the end.
/// </param>
public sealed record ActivityView(string Guid, IReadOnlyList<RawFrame> Events, long LastSeq, string? NextCursor)
{
    public bool Success { get; } = true;
}

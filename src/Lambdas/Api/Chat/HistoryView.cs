using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Api.Chat;

/// <summary>Chat lines, oldest first.</summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
/// <param name="NextCursor">Leads to the lines before these.</param>
public sealed record HistoryView(string Guid, IReadOnlyList<MessageView> Messages, string? NextCursor)
{
    public bool Success { get; } = true;

    internal static HistoryView From(Caller caller, IReadOnlyList<ChatMessage> messages, string? next) =>
        new(caller.PublicId, [.. messages.Select(message => MessageView.From(caller, message))], next);
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Chat;

/// <summary>A chat line.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="ClientMessageId">
/// On a user's line the <c>client_message_id</c> it was sent with, by which its sender knows it again; null to guests.
/// </param>
/// <param name="Delivery">How far a user's line came, or the platform's own instruction.</param>
/// <param name="Origin">
/// <c>repair</c> on the line that begins a repair of the platform's own; null on all others.
/// </param>
public sealed record MessageView(
    string Id,
    string Role,
    string Content,
    DateTimeOffset Timestamp,
    string? TurnId,
    string? ClientMessageId,
    string? Delivery,
    string? Origin,
    IReadOnlyList<AttachmentView> Attachments)
{
    internal static MessageView From(Caller caller, ChatMessage message) => new(
        message.Id.Value,
        message.Role.Wire,
        caller.Show(message.Content),
        message.Timestamp,
        message.Turn?.Value,
        message.Role == ChatRole.User && caller.ShareId is null ? message.ClientMessageId : null,
        message.Delivery?.Wire,
        message.Origin?.Wire,
        [.. message.Attachments.Select(attachment => AttachmentView.From(caller, attachment))]);
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Api.Chat;

/// <summary>A chat line.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Delivery">How far a user's line came.</param>
public sealed record MessageView(
    string Id,
    string Role,
    string Content,
    DateTimeOffset Timestamp,
    string? TurnId,
    string? Delivery,
    IReadOnlyList<AttachmentView> Attachments)
{
    internal static MessageView From(Caller caller, ChatMessage message) => new(
        message.Id.Value,
        message.Role.Wire,
        caller.Show(message.Content),
        message.Timestamp,
        message.Turn?.Value,
        message.Delivery?.Wire,
        [.. message.Attachments.Select(attachment => AttachmentView.From(caller, attachment))]);
}

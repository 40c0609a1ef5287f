using System.Text.Json;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Records.Chat;

/// <summary>A chat line as stored; its id and receipt are beside it.</summary>
public sealed record ChatRecordV1
{
    public required ChatRole Role { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Turn { get; init; }

    public string? ClientMessageId { get; init; }

    public TurnOrigin? Origin { get; init; }

    public IReadOnlyList<AttachmentV1>? Attachments { get; init; }

    public static string Write(ChatMessage message) => JsonSerializer.Serialize(
        new ChatRecordV1
        {
            Role = message.Role,
            Content = message.Content,
            At = message.Timestamp,
            Turn = message.Turn?.Value,
            ClientMessageId = message.ClientMessageId,
            Origin = message.Origin,
            Attachments = message.Attachments.Count == 0 ? null : [.. message.Attachments.Select(AttachmentV1.From)],
        },
        RecordJson.Stored.ChatRecordV1);

    public ChatMessage ToMessage(string id, string? delivery) => new()
    {
        Id = MessageId.Parse(id),
        Role = Role,
        Content = Content,
        Timestamp = At,
        Turn = Turn is null ? null : TurnId.Parse(Turn),
        ClientMessageId = ClientMessageId,
        Delivery = delivery is null ? null : Enum.Parse<Delivery>(delivery),
        Origin = Origin,
        Attachments = Attachments is null ? [] : [.. Attachments.Select(attachment => attachment.ToAttachment())],
    };
}

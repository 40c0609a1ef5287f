using System.Text.Json;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Adapters.Embedded.Chat;

/// <summary>A chat line as stored; its id and receipt are columns.</summary>
internal sealed record ChatRecordV1
{
    public required ChatRole Role { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Turn { get; init; }

    public IReadOnlyList<AttachmentV1>? Attachments { get; init; }

    public static string Write(ChatMessage message) => JsonSerializer.Serialize(
        new ChatRecordV1
        {
            Role = message.Role,
            Content = message.Content,
            At = message.Timestamp,
            Turn = message.Turn?.Value,
            Attachments = message.Attachments.Count == 0 ? null : [.. message.Attachments.Select(AttachmentV1.From)],
        },
        EmbeddedJson.Stored.ChatRecordV1);

    public ChatMessage ToMessage(string id, string? delivery) => new()
    {
        Id = MessageId.Parse(id),
        Role = Role,
        Content = Content,
        Timestamp = At,
        Turn = Turn is null ? null : TurnId.Parse(Turn),
        Delivery = delivery is null ? null : Enum.Parse<Delivery>(delivery),
        Attachments = Attachments is null ? [] : [.. Attachments.Select(attachment => attachment.ToAttachment())],
    };

    /// <summary>An attachment as stored.</summary>
    internal sealed record AttachmentV1(string Id, string Kind, string Filename, string ContentType, long Size)
    {
        public static AttachmentV1 From(Attachment attachment) =>
            new(attachment.Id, attachment.Kind, attachment.Filename, attachment.ContentType, attachment.Size);

        public Attachment ToAttachment() => new(Id, Kind, Filename, ContentType, Size);
    }
}

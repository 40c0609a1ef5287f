using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Records.Chat;

/// <summary>An attachment as stored within what it belongs to.</summary>
public sealed record AttachmentV1(string Id, string Kind, string Filename, string ContentType, long Size)
{
    public static AttachmentV1 From(Attachment attachment) =>
        new(attachment.Id, attachment.Kind, attachment.Filename, attachment.ContentType, attachment.Size);

    public Attachment ToAttachment() => new(Id, Kind, Filename, ContentType, Size);
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Api.Chat;

/// <summary>A file beside a chat line, fetched by its id.</summary>
/// <param name="Kind"><c>upload</c>, <c>screenshot</c>, <c>thumbnail</c> or <c>report</c>.</param>
/// <param name="Size">In bytes.</param>
public sealed record AttachmentView(string Id, string Kind, string Filename, string ContentType, long Size)
{
    internal static AttachmentView From(Caller caller, Attachment attachment) => new(
        attachment.Id,
        attachment.Kind,
        caller.Show(attachment.Filename),
        attachment.ContentType,
        attachment.Size);
}

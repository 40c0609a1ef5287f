namespace TmuxBuilder.Core.Chat;

/// <summary>A file shown beside a chat line; fetched by its id.</summary>
/// <param name="Kind"><c>upload</c>, <c>screenshot</c>, <c>thumbnail</c> or <c>report</c>.</param>
public sealed record Attachment(string Id, string Kind, string Filename, string ContentType, long Size);

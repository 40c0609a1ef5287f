using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Uploads;

/// <summary>A file in a form, who gives it to which session, and what is said about it.</summary>
internal sealed record UploadForm(Caller Caller, string Filename, Stream Content, string? Message);

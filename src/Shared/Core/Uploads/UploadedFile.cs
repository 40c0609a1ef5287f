namespace TmuxBuilder.Core.Uploads;

/// <summary>A file a client sends, and what they say about it.</summary>
public sealed record UploadedFile(string Filename, Stream Content, string? Message);

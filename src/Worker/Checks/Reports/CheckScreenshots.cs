namespace TmuxBuilder.Checks.Reports;

/// <summary>Pictures of the first page, JPEG; <see langword="null"/> where none could be taken.</summary>
/// <param name="Desktop">The whole page at 1440 pixels' width, to a bounded height.</param>
/// <param name="Thumbnail">What is seen first, 640 pixels wide.</param>
public sealed record CheckScreenshots(ReadOnlyMemory<byte>? Desktop, ReadOnlyMemory<byte>? Thumbnail);

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>A file named in the request, as it was found.</summary>
/// <param name="Path">Relative to the session folder, such as <c>uploads/1_menu.txt</c>.</param>
/// <param name="PictureExtension">Set when the leading bytes are a picture's: <c>.png</c>.</param>
/// <param name="Text">Set when it is plain text.</param>
/// <param name="Problem">Set when it can be neither, in words.</param>
internal sealed record UploadedFile(
    string Path, string? PictureExtension = null, string? Text = null, string? Problem = null);

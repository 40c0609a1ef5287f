using System.Text;
using System.Text.Unicode;
using TmuxBuilder.Core.Workspaces;

namespace TmuxBuilder.Api.Admin;

/// <summary>A file of a session's folder, or the beginning of a long one.</summary>
/// <param name="Encoding"><c>utf-8</c>, or <c>base64</c> when it is no text.</param>
public sealed record SessionFileContent(string Path, long Size, bool Truncated, string Encoding, string Content)
{
    public bool Success { get; } = true;

    internal static SessionFileContent From(SessionFile file)
    {
        var isText = Utf8.IsValid(file.Content.Span);
        return new SessionFileContent(
            file.Path,
            file.Size,
            file.Truncated,
            isText ? "utf-8" : "base64",
            isText
                ? global::System.Text.Encoding.UTF8.GetString(file.Content.Span)
                : Convert.ToBase64String(file.Content.Span));
    }
}

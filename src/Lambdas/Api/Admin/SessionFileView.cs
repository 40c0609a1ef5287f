using TmuxBuilder.Core.Workspaces;

namespace TmuxBuilder.Api.Admin;

/// <summary>A file of a session's folder.</summary>
/// <param name="Size">Bytes.</param>
public sealed record SessionFileView(string Path, long Size, DateTimeOffset ModifiedAt)
{
    internal static SessionFileView From(SessionFileEntry file) => new(file.Path, file.Size, file.ModifiedAt);
}

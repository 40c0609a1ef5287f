namespace TmuxBuilder.Core.Workspaces;

/// <summary>The beginning of a file of a session folder.</summary>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="Content">At most as many bytes as were asked for.</param>
public sealed record SessionFile(string Path, long Size, ReadOnlyMemory<byte> Content)
{
    public bool Truncated => Content.Length < Size;
}

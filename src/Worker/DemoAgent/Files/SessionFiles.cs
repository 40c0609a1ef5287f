using System.Text;
using TmuxBuilder.DemoAgent.Terminal;

namespace TmuxBuilder.DemoAgent.Files;

/// <summary>Reads regular files beneath the session folder and nothing else: no links, no pipes, no folders.</summary>
internal sealed class SessionFiles(string root)
{
    /// <summary>The session folder, absolute, without a slash at its end.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    public string At(string relative) => Path.Combine(Root, relative);

    /// <summary>The bytes of a file, or <see langword="null"/> and why not, in words.</summary>
    public (byte[]? Bytes, string? Refusal) Read(string path, int maxBytes)
    {
        var full = Path.GetFullPath(path, Root);
        if (!full.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            return (null, "it is outside the session folder");
        }

        if (HasLink(full))
        {
            return (null, "it is, or lies behind, a link");
        }

        using var handle = LibC.OpenNoFollow(full);
        if (handle.IsInvalid)
        {
            return (null, "there is no such file, or it may not be read");
        }

        try
        {
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return (null, "it is not a regular file");
            }

            if (stream.Length > maxBytes)
            {
                return (null, $"it is larger than {maxBytes:N0} bytes");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return (bytes, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, "it is not a regular file");
        }
    }

    /// <summary>Writes a whole file by rename, making its folders.</summary>
    public void Write(string relative, ReadOnlySpan<byte> bytes)
    {
        var path = At(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }

    public void Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    private bool HasLink(string full)
    {
        for (var at = full; at.Length > Root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}

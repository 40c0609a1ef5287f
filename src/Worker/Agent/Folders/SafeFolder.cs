using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// The only way the platform touches a session's folder. The agent may put anything there at any moment, so every path
/// is opened beneath the folder's own descriptor, no link is followed anywhere on the way (<c>openat2</c> with
/// RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS), only regular files are read, and never more of them than asked for. Paths
/// are relative with <c>/</c>. Whatever is not as it may be throws <see cref="UnsafePathException"/>. What the platform
/// puts there belongs to the folder's owner at once, for agents may run as users of their own (docs/adr/0025).
/// </summary>
public sealed partial class SafeFolder : IDisposable
{
    /// <summary>Entries one listing returns at most.</summary>
    public const int MaxEntries = 20_000;

    private const int PrivateFile = 0x180; // 0600
    private const int PrivateFolder = 0x1C0; // 0700
    private const int MaxDepth = 64;

    private readonly SafeFileHandle root;

    private SafeFolder(SafeFileHandle root) => this.root = root;

    /// <summary>Opens the folder at an absolute path whose last part is no link.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static SafeFolder Open(string folder)
    {
        var handle = Libc.OpenFolder(folder, out var error);
        return error switch
        {
            0 => new SafeFolder(handle),
            Libc.ErrorNotFound => throw new DirectoryNotFoundException("The session's folder does not exist."),
            _ => throw Libc.Failed(Path.GetFileName(folder), error),
        };
    }

    /// <summary>
    /// Reads a text file whole; <see langword="null"/> when absent. More than <paramref name="maxBytes"/> is refused.
    /// </summary>
    public async Task<string?> ReadTextAsync(string path, int maxBytes, CancellationToken cancellationToken) =>
        await ReadBytesAsync(path, maxBytes, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>
    /// Reads a file whole; <see langword="null"/> when absent. More than <paramref name="maxBytes"/> is refused.
    /// </summary>
    public async Task<byte[]?> ReadBytesAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        using var file = OpenFile(path, out var size);
        if (file is null)
        {
            return null;
        }

        if (size > maxBytes)
        {
            throw new UnsafePathException($"'{SafePath.Show(path)}' is larger than {maxBytes} bytes.");
        }

        var bytes = await Beneath.ReadAtMostAsync(file, 0, maxBytes + 1, cancellationToken);
        return bytes.Length <= maxBytes
            ? bytes
            : throw new UnsafePathException($"'{SafePath.Show(path)}' grew beyond {maxBytes} bytes.");
    }

    /// <summary>
    /// Reads the beginning of a text file of any size, never half a character; <see langword="null"/> when absent.
    /// </summary>
    public async Task<(string Text, bool IsWhole)?> ReadHeadAsync(
        string path, int maxBytes, CancellationToken cancellationToken)
    {
        using var file = OpenFile(path, out _);
        if (file is null)
        {
            return null;
        }

        var bytes = await Beneath.ReadAtMostAsync(file, 0, maxBytes + 1, cancellationToken);
        return bytes.Length <= maxBytes
            ? (Encoding.UTF8.GetString(bytes), true)
            : (Utf8Text.Cut(Encoding.UTF8.GetString(bytes), maxBytes), false);
    }

    /// <summary>Reads the last bytes of a file of any size; <see langword="null"/> when absent.</summary>
    public async Task<byte[]?> ReadTailAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        using var file = OpenFile(path, out var size);
        return file is null
            ? null
            : await Beneath.ReadAtMostAsync(file, Math.Max(0, size - maxBytes), maxBytes, cancellationToken);
    }

    /// <summary>
    /// Opens a regular file for reading; <see langword="null"/> when absent. The caller bounds what it reads.
    /// </summary>
    public Stream? OpenRead(string path) =>
        OpenFile(path, out _) is { } file ? new FileStream(file, FileAccess.Read, bufferSize: 0) : null;

    /// <summary>Replaces a text file in one step; a link of that name is replaced, never followed.</summary>
    public Task WriteTextAsync(
        string path, string text, CancellationToken cancellationToken, bool executable = false) =>
        WriteBytesAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken, executable);

    /// <summary>
    /// Replaces a file in one step; a link of that name is replaced, never followed, and a folder makes room. Its own
    /// folder must exist.
    /// </summary>
    public async Task WriteBytesAsync(
        string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken, bool executable = false)
    {
        using var parent = OpenParent(path, out var name);
        var temporary = $".tb-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var flags = Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoFollow;
        var mode = executable ? PrivateFolder : PrivateFile;
        using var file = Beneath.Resolve(parent, temporary, flags, mode, out var error);
        if (error != 0)
        {
            throw Libc.Failed(SafePath.Show(path), error);
        }

        try
        {
            FolderOwner.GiveMade(file, Owner, name);
            await RandomAccess.WriteAsync(file, bytes, 0, cancellationToken);
            var failure = Libc.Rename(parent, temporary, name);
            if (failure == Libc.ErrorIsDirectory)
            {
                FolderRemoval.Remove(parent, name, MaxDepth);
                failure = Libc.Rename(parent, temporary, name);
            }

            if (failure != 0)
            {
                throw Libc.Failed(SafePath.Show(path), failure);
            }
        }
        catch
        {
            _ = Libc.Unlink(parent, temporary, directory: false);
            throw;
        }
    }

    /// <summary>
    /// Lists a folder (<c>""</c> is the session's own) by name, at most <see cref="MaxEntries"/>; empty when absent.
    /// </summary>
    public IReadOnlyList<FolderEntry> List(string path)
    {
        using var folder = OpenFolder(path, out var error);
        return error switch
        {
            0 => FolderListing.Read(folder, MaxEntries),
            Libc.ErrorNotFound => [],
            _ => throw Libc.Failed(SafePath.Show(path), error),
        };
    }

    /// <summary>
    /// Deletes a file or anything that is no folder; says whether there was one. A link goes, not what it names.
    /// </summary>
    public bool Delete(string path)
    {
        using var parent = FindParent(path, out var name);
        return parent is not null && Libc.Unlink(parent, name, directory: false) switch
        {
            0 => true,
            Libc.ErrorNotFound => false,
            var error => throw Libc.Failed(SafePath.Show(path), error),
        };
    }

    /// <summary>
    /// Gives an entry another name in the same folder, in place of what has it; says whether there was one.
    /// </summary>
    public bool Rename(string path, string newName)
    {
        using var parent = FindParent(path, out var name);
        return parent is not null && Libc.Rename(parent, name, SafePath.Split(newName) is [var plain]
            ? plain
            : throw new UnsafePathException($"'{SafePath.Show(newName)}' is a path where a name must be.")) switch
        {
            0 => true,
            Libc.ErrorNotFound => false,
            var error => throw Libc.Failed(SafePath.Show(path), error),
        };
    }

    public void Dispose() => root.Dispose();

    private SafeFileHandle? OpenFile(string path, out long size)
    {
        _ = SafePath.Split(path);
        size = 0;
        var file = Beneath.Resolve(root, path, Libc.ReadOnly | Libc.NoFollow | Libc.NonBlocking, 0, out var error);
        if (error != 0)
        {
            file.Dispose();
            return error == Libc.ErrorNotFound ? null : throw Libc.Failed(SafePath.Show(path), error);
        }

        try
        {
            size = Beneath.CheckRegular(file, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private SafeFileHandle OpenFolder(string path, out int error)
    {
        if (path.Length > 0)
        {
            _ = SafePath.Split(path);
        }

        return Beneath.Resolve(
            root, path.Length == 0 ? "." : path, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out error);
    }

    private SafeFileHandle OpenParent(string path, out string name) =>
        FindParent(path, out name) ?? throw Libc.Failed(SafePath.Show(path), Libc.ErrorNotFound);

    /// <summary>The folder a path's last name is in; <see langword="null"/> when absent.</summary>
    private SafeFileHandle? FindParent(string path, out string name)
    {
        var names = SafePath.Split(path);
        name = names[^1];
        var parent = OpenFolder(string.Join('/', names[..^1]), out var error);
        return error switch
        {
            0 => parent,
            Libc.ErrorNotFound => null,
            _ => throw Libc.Failed(SafePath.Show(path), error),
        };
    }
}

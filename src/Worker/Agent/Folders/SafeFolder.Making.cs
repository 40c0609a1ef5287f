using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <content>
/// What is made new: it belongs to the folder's owner before anybody else sees it, for agents may run as users of their
/// own (docs/adr/0025).
/// </content>
public sealed partial class SafeFolder
{
    /// <summary>
    /// Adds to the end of a regular file, made when absent. At <paramref name="maxBytes"/> it is begun anew.
    /// </summary>
    public async Task AppendTextAsync(string path, string text, long maxBytes, CancellationToken cancellationToken)
    {
        using var parent = OpenParent(path, out var name);
        using var file = OpenToAppend(parent, name);
        var end = Beneath.CheckRegular(file, path);
        if (end >= maxBytes)
        {
            RandomAccess.SetLength(file, 0);
            end = 0;
        }

        await RandomAccess.WriteAsync(file, Encoding.UTF8.GetBytes(text), end, cancellationToken);
    }

    /// <summary>Makes a file that must not exist yet; its folder must. The caller disposes the stream.</summary>
    public FileStream CreateFile(string path, bool executable)
    {
        _ = SafePath.Split(path);
        var flags = Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoFollow;
        var file = Beneath.Resolve(root, path, flags, executable ? PrivateFolder : PrivateFile, out var error);
        if (error == 0)
        {
            FolderOwner.GiveMade(file, Owner, path);
            return new FileStream(file, FileAccess.Write, bufferSize: 0);
        }

        file.Dispose();
        throw Libc.Failed(SafePath.Show(path), error);
    }

    /// <summary>Makes a folder and those above it; existing is fine.</summary>
    public void CreateFolder(string path)
    {
        var names = SafePath.Split(path);
        var parent = OpenFolder("", out _);
        foreach (var name in names)
        {
            using var above = parent;
            var made = Libc.MakeDirectory(above, name, PrivateFolder);
            if (made is not (0 or Libc.ErrorExists))
            {
                throw Libc.Failed(SafePath.Show(path), made);
            }

            parent = Beneath.Resolve(above, name, Libc.ReadOnly | Libc.Directory | Libc.NoFollow, 0, out var error);
            if (error != 0)
            {
                throw Libc.Failed(SafePath.Show(path), error);
            }

            if (made == 0)
            {
                FolderOwner.GiveMade(parent, Owner, name);
            }
        }

        parent.Dispose();
    }

    /// <summary>Whose all in it is to be: it may have been given to another user since it was opened.</summary>
    private uint Owner => Libc.Status(root).Owner;

    /// <summary>A file that is there as it is; a new one belongs to the folder's owner.</summary>
    private SafeFileHandle OpenToAppend(SafeFileHandle parent, string name)
    {
        const int flags = Libc.WriteOnly | Libc.NonBlocking;
        var file = Beneath.Resolve(parent, name, flags | Libc.NoFollow, 0, out var error);
        if (error == Libc.ErrorNotFound)
        {
            file.Dispose();
            file = Beneath.Resolve(
                parent, name, flags | Libc.NoFollow | Libc.Create | Libc.Exclusive, PrivateFile, out error);
            if (error == 0)
            {
                FolderOwner.GiveMade(file, Owner, name);
            }
        }

        if (error == 0)
        {
            return file;
        }

        file.Dispose();
        throw Libc.Failed(SafePath.Show(name), error);
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.Agent.Folders;

/// <summary>
/// One copy out of a session's folder, with its counts. Every file is read through once, and hashed on the way.
/// </summary>
internal sealed class TreeCopy(CopyLimits limits, Func<string, long, string?> known)
{
    private const int BufferBytes = 128 * 1024;
    private const int MaxRefusals = 20;
    private const int MaxWorkers = 4;
    private const char NoCharacter = '\uFFFD';

    private readonly ConcurrentBag<CopiedFile> files = [];
    private readonly ConcurrentDictionary<string, string> refused = new(StringComparer.Ordinal);

    private readonly ParallelOptions atOnce = new()
    {
        MaxDegreeOfParallelism = Math.Min(MaxWorkers, Environment.ProcessorCount),
    };

    private int metFiles;
    private int metFolders;
    private long bytes;

    public async Task<CopyReport> RunAsync(
        SafeFileHandle folder, string destination, CancellationToken cancellationToken)
    {
        atOnce.CancellationToken = cancellationToken;
        await CopyFolderAsync(folder, "", destination, limits.MaxDepth);
        return new CopyReport(
            [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            new SortedDictionary<string, string>(refused, StringComparer.Ordinal));
    }

    private async Task CopyFolderAsync(SafeFileHandle folder, string prefix, string destination, int depth)
    {
        // Only for what is copied: removing a folder costs far more than removing a file.
        var made = new Lazy<string>(() => Directory.CreateDirectory(destination).FullName);
        var (plain, folders) = Read(folder, prefix, depth);
        await Parallel.ForEachAsync(plain, atOnce, (name, stop) =>
        {
            TryDo(prefix + name, () => CopyFile(folder, name, prefix + name, made, stop));
            return ValueTask.CompletedTask;
        });
        foreach (var name in folders.TakeWhile(_ => refused.Count < MaxRefusals))
        {
            using var below = TryDo(prefix + name, () => Open(folder, name, prefix + name, Libc.Directory));
            if (below is not null)
            {
                await CopyFolderAsync(below, prefix + name + "/", Path.Combine(destination, name), depth - 1);
            }
        }
    }

    /// <summary>What is in a folder, as far as it may be copied: names of files and of folders.</summary>
    private (List<string> Files, List<string> Folders) Read(SafeFileHandle folder, string prefix, int depth)
    {
        var (plain, folders) = (new List<string>(), new List<string>());

        // A folder that changes while it is read may show a name twice.
        foreach (var name in FolderListing.Names(folder).Distinct(StringComparer.Ordinal))
        {
            atOnce.CancellationToken.ThrowIfCancellationRequested();
            if (metFiles > limits.MaxFiles || metFolders > limits.MaxFiles || refused.Count >= MaxRefusals)
            {
                Refuse(prefix + name, $"There are more than {limits.MaxFiles} files or folders.");
                break;
            }

            switch (TryDo<FolderEntryKind?>(prefix + name, () => KindOf(folder, name, depth)))
            {
                case FolderEntryKind.File when ++metFiles <= limits.MaxFiles:
                    plain.Add(name);
                    break;
                case FolderEntryKind.Folder when ++metFolders <= limits.MaxFiles:
                    folders.Add(name);
                    break;
            }
        }

        return (plain, folders);
    }

    private static FolderEntryKind KindOf(SafeFileHandle folder, string name, int depth)
    {
        if (name.Contains(NoCharacter, StringComparison.Ordinal) || name.Any(char.IsControl))
        {
            throw new UnsafePathException("The name has control characters or is no UTF-8.");
        }

        return Libc.Status(folder, name).Kind switch
        {
            FolderEntryKind.Other => throw new UnsafePathException("Links, pipes and devices are not copied."),
            FolderEntryKind.Folder when depth == 0 => throw new UnsafePathException("The folder lies too deep."),
            var kind => kind,
        };
    }

    private void CopyFile(
        SafeFileHandle folder, string name, string path, Lazy<string> made, CancellationToken cancellationToken)
    {
        using var source = Open(folder, name, path, 0) ?? throw Libc.Failed(path, Libc.ErrorNotFound);
        var size = Beneath.CheckRegular(source, path);
        if (size > limits.MaxFileBytes || Interlocked.Add(ref bytes, size) > limits.MaxBytes)
        {
            throw new UnsafePathException(
                $"One file may have {limits.MaxFileBytes} bytes, all together {limits.MaxBytes}.");
        }

        var expected = known(path, size);
        if (expected is not null && Pass(source, size, null, cancellationToken) == expected)
        {
            files.Add(new CopiedFile(path, size, expected, IsKnown: true));
            return;
        }

        var destination = Path.Combine(made.Value, name);
        using var target = File.OpenHandle(destination, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        files.Add(new CopiedFile(path, size, Pass(source, size, target, cancellationToken), IsKnown: false));
    }

    /// <summary>
    /// Reads a file of that size through and returns its hash; writes it down where a target is given.
    /// </summary>
    private static string Pass(
        SafeFileHandle source, long size, SafeFileHandle? target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(BufferBytes, size + 1));
        try
        {
            long at = 0;
            while (RandomAccess.Read(source, buffer, at) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                if (target is not null && at + read <= size)
                {
                    RandomAccess.Write(target, buffer.AsSpan(0, read), at);
                }

                at += read;
                if (at > size)
                {
                    break;
                }
            }

            return at == size
                ? Convert.ToHexStringLower(hash.GetHashAndReset())
                : throw new UnsafePathException("The file changed its size while it was copied.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static SafeFileHandle? Open(SafeFileHandle folder, string name, string path, int asFolder)
    {
        var handle = Beneath.Resolve(
            folder, name, Libc.ReadOnly | Libc.NoFollow | Libc.NonBlocking | asFolder, 0, out var error);
        if (error == 0)
        {
            return handle;
        }

        handle.Dispose();
        throw Libc.Failed(SafePath.Show(path), error);
    }

    private void TryDo(string path, Action act) => TryDo<object?>(path, () =>
    {
        act();
        return null;
    });

    private T? TryDo<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (UnsafePathException exception)
        {
            Refuse(path, exception.Message);
            return default;
        }
    }

    private void Refuse(string path, string reason) => refused.TryAdd(SafePath.Show(path), reason);
}

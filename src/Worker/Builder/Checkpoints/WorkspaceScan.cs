using System.Security.Cryptography;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// Hashes what of a workspace is not known by its stamp. A file that cannot be read is left out; of one that grows,
/// what it held when it was opened is taken.
/// </summary>
/// <param name="startedAt">When the walk began: what changed just before may have changed again unseen.</param>
internal sealed class WorkspaceScan(SafeFolder folder, DateTimeOffset startedAt)
{
    // The kernel stamps files by a clock that moves every few milliseconds.
    private const long ClockTick = 20_000_000;
    private const int BufferBytes = 256 * 1024;
    private const long NanosecondsPerTick = 100;

    private readonly byte[] buffer = new byte[BufferBytes];
    private readonly long settledBefore =
        ((startedAt - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick) - ClockTick;

    /// <summary>Paths that could not be read.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>The files with their hashes, those from <paramref name="index"/> where it still holds.</summary>
    public List<IndexedFile> Hash(
        IReadOnlyList<WalkedFile> files, WorkspaceIndex? index, CancellationToken cancellationToken)
    {
        var known = index?.Files.ToDictionary(file => file.Path, StringComparer.Ordinal) ?? [];
        var hashed = new List<IndexedFile>(files.Count);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (known.GetValueOrDefault(file.Path) is { } still && still.IsStill(file))
            {
                hashed.Add(still);
            }
            else if (TryOpen(file.Path) is { } opened)
            {
                using (opened)
                {
                    hashed.Add(Describe(file.Path, opened, HashOf(opened, cancellationToken)));
                }
            }
        }

        return hashed;
    }

    /// <summary>Opens a file, or notes that it cannot be read.</summary>
    public StampedFile? TryOpen(string path)
    {
        try
        {
            if (folder.OpenStamped(path) is { } opened)
            {
                return opened;
            }
        }
        catch (UnsafePathException)
        {
            // Exchanged for something else, or not ours to read: noted below.
        }

        Unreadable.Add(path);
        return null;
    }

    /// <summary>The file as it was when the bytes with that hash, that many of them, were read.</summary>
    public IndexedFile Describe(string path, StampedFile file, (string Hash, long Size) read) => new(
        path,
        file.Stamp with { Size = read.Size },
        file.IsExecutable,
        read.Hash,
        Settled: file.Stamp.Changed < settledBefore && file.Stamp.Size == read.Size && file.IsUnchanged);

    private (string Hash, long Size) HashOf(StampedFile file, CancellationToken cancellationToken)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        while (file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Stamp.Size - size)), size)
            is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum.AppendData(buffer.AsSpan(0, read));
            size += read;
        }

        return (Convert.ToHexStringLower(sum.GetHashAndReset()), size);
    }
}

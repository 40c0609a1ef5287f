using System.IO.Compression;
using System.Security.Cryptography;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>Stores files' bytes: small ones many to an object, large ones each in their own.</summary>
/// <param name="temporary">A folder of the platform's own for what is packed and not yet stored; it exists.</param>
internal sealed class ObjectWriter(IBlobStore blobs, LeaseToken lease, string temporary) : IDisposable
{
    private const int SmallFile = 512 * 1024;
    private const int PackBytes = 4 * 1024 * 1024;

    private readonly Dictionary<string, PendingPlace> places = new(StringComparer.Ordinal);
    private readonly List<CheckpointObject?> objects = [];
    private readonly MemoryStream pack = new();
    private readonly byte[] buffer = new byte[SmallFile];
    private int packIndex = -1;

    /// <summary>The objects that files were placed in; whole after <see cref="FlushAsync"/>.</summary>
    public IReadOnlyList<CheckpointObject> Objects => [.. objects.Select(stored => stored
        ?? throw new InvalidOperationException("The last pack was not stored."))];

    /// <summary>Bytes that were stored, unpacked.</summary>
    public long Written { get; private set; }

    /// <summary>Where a file's bytes are, by their hash, or <see langword="null"/>.</summary>
    public PendingPlace? Find(string hash) => places.GetValueOrDefault(hash);

    /// <summary>Takes over places whose objects are stored already.</summary>
    public void Keep(IReadOnlyDictionary<string, StoredPlace> kept)
    {
        var indexes = new Dictionary<CheckpointObject, int>();
        foreach (var (hash, place) in kept)
        {
            if (!indexes.TryGetValue(place.Object, out var index))
            {
                index = indexes[place.Object] = objects.Count;
                objects.Add(place.Object);
            }

            places[hash] = new PendingPlace(index, place.Offset);
        }
    }

    /// <summary>
    /// Stores what the file holds up to the size it had when it was opened, unless the same bytes are stored already;
    /// returns the hash and the number of the bytes that were read.
    /// </summary>
    public async Task<(string Hash, long Size)> AddAsync(StampedFile file, CancellationToken cancellationToken)
    {
        if (file.Stamp.Size > SmallFile)
        {
            return await AddLargeAsync(file, cancellationToken);
        }

        var bytes = buffer.AsMemory(0, ReadSmall(file));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (!places.ContainsKey(hash))
        {
            if (packIndex < 0)
            {
                packIndex = objects.Count;
                objects.Add(null);
            }

            places[hash] = new PendingPlace(packIndex, pack.Length);
            pack.Write(bytes.Span);
            Written += bytes.Length;
            if (pack.Length >= PackBytes)
            {
                await FlushAsync(cancellationToken);
            }
        }

        return (hash, bytes.Length);
    }

    /// <summary>Stores the small files that wait for more.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (packIndex < 0)
        {
            return;
        }

        var bytes = pack.GetBuffer().AsMemory(0, (int)pack.Length);
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes.Span);
        }

        packed.Position = 0;
        objects[packIndex] = await PutAsync(
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes.Length, packed, cancellationToken);
        pack.SetLength(0);
        packIndex = -1;
    }

    public void Dispose() => pack.Dispose();

    private int ReadSmall(StampedFile file)
    {
        var (length, most) = (0, (int)file.Stamp.Size);
        while (length < most && file.Read(buffer.AsSpan(length, most - length), length) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }

    private async Task<(string Hash, long Size)> AddLargeAsync(StampedFile file, CancellationToken cancellationToken)
    {
        await using var packed = new FileStream(
            Path.Combine(temporary, Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        var (hash, size) = await PackAsync(file, packed, cancellationToken);
        if (!places.ContainsKey(hash))
        {
            packed.Position = 0;
            var stored = await PutAsync(hash, size, packed, cancellationToken);
            places[hash] = new PendingPlace(objects.Count, 0);
            objects.Add(stored);
            Written += size;
        }

        return (hash, size);
    }

    private async Task<(string Hash, long Size)> PackAsync(
        StampedFile file, FileStream packed, CancellationToken cancellationToken)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            while (file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Stamp.Size - size)), size)
                is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum.AppendData(buffer.AsSpan(0, read));
                brotli.Write(buffer.AsSpan(0, read));
                size += read;
            }
        }

        return (Convert.ToHexStringLower(sum.GetHashAndReset()), size);
    }

    private async Task<CheckpointObject> PutAsync(
        string hash, long size, Stream packed, CancellationToken cancellationToken)
    {
        var key = CheckpointKeys.Object(lease.Session, lease.Epoch, hash);
        await blobs.PutAsync(key, packed, cancellationToken);
        return new CheckpointObject(key, size);
    }
}

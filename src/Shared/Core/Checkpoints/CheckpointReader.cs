using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>Reads checkpoints. Whatever it hands out was compared with the hash it was stored under.</summary>
public sealed class CheckpointReader(IBlobStore blobs)
{
    private const int MaxManifestBytes = 64 * 1024 * 1024;
    private const int SharedBytes = 1024 * 1024;

    /// <summary>Reads a manifest; <see langword="null"/> when it is gone or not what was stored.</summary>
    public async Task<CheckpointManifest?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await blobs.OpenAsync(key, cancellationToken) is not { } stored)
        {
            return null;
        }

        await using (stored)
        {
            await using var packed = new BrotliStream(stored, CompressionMode.Decompress);
            try
            {
                var bytes = await UnpackAsync(packed, cancellationToken);
                return Convert.ToHexStringLower(SHA256.HashData(bytes)) == CheckpointKeys.HashOf(key)
                    ? Parse(bytes)
                    : null;
            }
            catch (CheckpointDamagedException)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Hands every wanted file's bytes to <paramref name="take"/>, object by object, up to <paramref name="parallel"/>
    /// of them at once. Bytes are proved only when this returns: until then what was taken must stay out of sight.
    /// </summary>
    /// <exception cref="CheckpointDamagedException">
    /// An object is gone, or holds other bytes than were stored.
    /// </exception>
    public async Task ReadAsync(
        CheckpointManifest manifest,
        IEnumerable<CheckpointFile> wanted,
        int parallel,
        Func<CheckpointFile, Stream, CancellationToken, Task> take,
        CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            wanted.GroupBy(file => file.Object),
            options,
            async (files, token) => await ReadObjectAsync(
                manifest.Objects[files.Key],
                [.. files.OrderBy(file => file.Offset).ThenBy(file => file.Size)],
                take,
                token));
    }

    private static async Task<byte[]> UnpackAsync(Stream packed, CancellationToken cancellationToken)
    {
        using var content = new CheckedContent(packed, MaxManifestBytes);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static CheckpointManifest? Parse(byte[] bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(bytes, CheckpointJson.Default.CheckpointManifest);
            return manifest is { Format: CheckpointManifest.CurrentFormat }
                && manifest.Files.All(file => file.Object >= 0 && file.Object < manifest.Objects.Count)
                    ? manifest
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task ReadObjectAsync(
        CheckpointObject stored,
        List<CheckpointFile> files,
        Func<CheckpointFile, Stream, CancellationToken, Task> take,
        CancellationToken cancellationToken)
    {
        // Files of equal bytes share a place. Small ones are read once for all of them; of large ones, which have an
        // object each to themselves, every further one costs another pass over no more than its own bytes.
        while (files.Count > 0)
        {
            await using var blob = await blobs.OpenAsync(stored.Key, cancellationToken)
                ?? throw new CheckpointDamagedException($"The object {stored.Key} is gone.");
            await using var raw = new BrotliStream(blob, CompressionMode.Decompress);
            var (position, later) = (0L, new List<CheckpointFile>());
            foreach (var place in files.GroupBy(file => (file.Offset, file.Size)))
            {
                if (place.Key.Offset < position)
                {
                    later.AddRange(place);
                    continue;
                }

                await SkipAsync(raw, place.Key.Offset - position, cancellationToken);
                position = place.Key.Offset + place.Key.Size;
                if (place.Key.Size <= SharedBytes)
                {
                    await ReadSharedAsync(raw, [.. place], take, cancellationToken);
                }
                else
                {
                    await ReadFileAsync(raw, place.First(), take, cancellationToken);
                    later.AddRange(place.Skip(1));
                }
            }

            files = later;
        }
    }

    /// <summary>Reads a place once, proves it, and hands its bytes to every file that has them.</summary>
    private static async Task ReadSharedAsync(
        BrotliStream raw,
        List<CheckpointFile> files,
        Func<CheckpointFile, Stream, CancellationToken, Task> take,
        CancellationToken cancellationToken)
    {
        if (files.Count == 1)
        {
            await ReadFileAsync(raw, files[0], take, cancellationToken);
            return;
        }

        using var content = new CheckedContent(raw, files[0].Size);
        using var bytes = new MemoryStream((int)files[0].Size);
        await content.CopyToAsync(bytes, cancellationToken);
        await content.VerifyAsync(files[0].Hash, cancellationToken);
        foreach (var file in files)
        {
            if (file.Hash != files[0].Hash)
            {
                throw new CheckpointDamagedException("The manifest names one place with two hashes.");
            }

            using var own = new MemoryStream(bytes.GetBuffer(), 0, (int)bytes.Length, writable: false);
            await take(file, own, cancellationToken);
        }
    }

    private static async Task ReadFileAsync(
        BrotliStream raw,
        CheckpointFile file,
        Func<CheckpointFile, Stream, CancellationToken, Task> take,
        CancellationToken cancellationToken)
    {
        using var content = new CheckedContent(raw, file.Size);
        await take(file, content, cancellationToken);
        await content.VerifyAsync(file.Hash, cancellationToken);
    }

    private static async Task SkipAsync(Stream raw, long bytes, CancellationToken cancellationToken)
    {
        using var skipped = new CheckedContent(raw, bytes);
        await skipped.CopyToAsync(Stream.Null, cancellationToken);
    }
}

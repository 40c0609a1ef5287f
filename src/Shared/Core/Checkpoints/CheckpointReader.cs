using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>Reads checkpoints. Whatever it hands out was compared with the hash it was stored under.</summary>
public sealed class CheckpointReader(IBlobStore blobs)
{
    private const int MaxManifestBytes = 64 * 1024 * 1024;

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
    /// Hands every wanted file's bytes to <paramref name="take"/>, object by object, up to <paramref name="parallel"/> of
    /// them at once. Bytes are proved only when this returns: until then what was taken must stay out of sight.
    /// </summary>
    /// <exception cref="CheckpointDamagedException">An object is gone, or holds other bytes than were stored.</exception>
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
            async (files, token) => await ReadObjectAsync(manifest.Objects[files.Key], [.. files.OrderBy(file => file.Offset)], take, token));
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
        // Files of equal bytes share a place: a stream only goes forward, so each further one costs another pass.
        while (files.Count > 0)
        {
            await using var blob = await blobs.OpenAsync(stored.Key, cancellationToken)
                ?? throw new CheckpointDamagedException($"The object {stored.Key} is gone.");
            await using var raw = new BrotliStream(blob, CompressionMode.Decompress);
            var (position, later) = (0L, new List<CheckpointFile>());
            foreach (var file in files)
            {
                if (file.Offset < position)
                {
                    later.Add(file);
                    continue;
                }

                await SkipAsync(raw, file.Offset - position, cancellationToken);
                using var content = new CheckedContent(raw, file.Size);
                await take(file, content, cancellationToken);
                await content.VerifyAsync(file.Hash, cancellationToken);
                position = file.Offset + file.Size;
            }

            files = later;
        }
    }

    private static async Task SkipAsync(Stream raw, long bytes, CancellationToken cancellationToken)
    {
        using var skipped = new CheckedContent(raw, bytes);
        await skipped.CopyToAsync(Stream.Null, cancellationToken);
    }
}

using System.Collections.Concurrent;
using System.IO.Compression;

namespace TmuxBuilder.SiteHost;

/// <summary>
/// Compressed copies of files that are asked for, made once and held in memory. A file's tag is of its bytes, so a copy
/// never goes stale and serves every release that has them.
/// </summary>
internal sealed class CompressedCopies
{
    private const long MinLength = 512;
    private const long MaxLength = 4 << 20;
    private const long MaxHeld = 64 << 20;

    // What is known of a file that is no smaller when it is packed costs something, too.
    private const int Entry = 512;

    private readonly ConcurrentDictionary<(string Tag, string Encoding), Lazy<Task<byte[]?>>> copies = new();
    private long held;

    /// <summary>
    /// The file in that encoding (<c>br</c> or <c>gzip</c>); <see langword="null"/> when it is sent as it is: too
    /// small, too large, or no smaller that way.
    /// </summary>
    public async Task<byte[]?> FindAsync(SiteFile file, string encoding)
    {
        if (file.Length is < MinLength or > MaxLength)
        {
            return null;
        }

        var key = (file.Tag, encoding);
        var copy = copies.GetOrAdd(key, _ => new Lazy<Task<byte[]?>>(() => Task.Run(() => Make(file, encoding))));
        try
        {
            return await copy.Value;
        }
        catch
        {
            copies.TryRemove(KeyValuePair.Create(key, copy));
            throw;
        }
    }

    private byte[]? Make(SiteFile file, string encoding)
    {
        var bytes = File.ReadAllBytes(file.Path);
        using var target = new MemoryStream(bytes.Length / 3);
        using (Stream packer = encoding == "br"
            ? new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(bytes);
        }

        var packed = target.Length < bytes.Length ? target.ToArray() : null;
        Hold(Entry + (packed?.Length ?? 0));
        return packed;
    }

    private void Hold(int length)
    {
        if (Interlocked.Add(ref held, length) > MaxHeld)
        {
            Interlocked.Exchange(ref held, 0);
            copies.Clear();
        }
    }
}

using System.Buffers;
using System.IO.Compression;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Tells a Word document from another archive, and from one that would fill a disk when it is unpacked.
/// </summary>
internal static class WordFile
{
    public const int MaxEntries = 2_000;

    /// <summary>Bytes of all entries unpacked.</summary>
    public const long MaxUnpacked = 200L * 1024 * 1024;

    private const string Document = "word/document.xml";
    private const string Macros = "vbaProject.bin";
    private const int ChunkBytes = 64 * 1024;

    /// <summary>
    /// Everything is unpacked once, into nothing, for what an archive says of its own sizes need not be so.
    /// </summary>
    public static async Task<bool> IsAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await using var archive = await ZipArchive.CreateAsync(
                content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            if (archive.Entries.Count > MaxEntries
                || archive.GetEntry(Document) is null
                || archive.Entries.Any(entry => !IsNamed(entry.FullName))
                || archive.Entries.Sum(entry => entry.Length) > MaxUnpacked)
            {
                return false;
            }

            var left = MaxUnpacked;
            foreach (var entry in archive.Entries)
            {
                left -= await UnpackedAsync(entry, left, cancellationToken);
                if (left < 0)
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Inside, and no program of Word's.</summary>
    private static bool IsNamed(string name) =>
        !name.StartsWith('/')
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Split('/').Contains("..")
        && !name.EndsWith(Macros, StringComparison.OrdinalIgnoreCase);

    private static async Task<long> UnpackedAsync(ZipArchiveEntry entry, long most, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            await using var bytes = await entry.OpenAsync(cancellationToken);
            long total = 0;
            int read;
            while (total <= most && (read = await bytes.ReadAsync(chunk, cancellationToken)) > 0)
            {
                total += read;
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}

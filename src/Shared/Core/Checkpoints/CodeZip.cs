using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>Writes files into a zip, and a list of those that were left out.</summary>
internal sealed class CodeZip(Stream target) : IAsyncDisposable
{
    private const string List = "LEFT-OUT.txt";
    private const int MaxInspected = 1024 * 1024;
    private const int Sniffed = 8000;
    private const int RegularFile = 0x81A4; // 0100644
    private const int Program = 0x81ED; // 0100755

    // The times a zip can tell.
    private static readonly DateTimeOffset First = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    private readonly ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private readonly SortedDictionary<string, string> leftOut = new(StringComparer.Ordinal);

    public async Task AddAsync(CheckpointFile file, Stream content, CancellationToken cancellationToken)
    {
        if (CodeRules.Objection(file.Path) is { } objection)
        {
            leftOut[file.Path] = objection;
            return;
        }

        if (file.Size > MaxInspected)
        {
            await WriteAsync(file, content, cancellationToken);
            return;
        }

        using var bytes = new MemoryStream((int)file.Size);
        await content.CopyToAsync(bytes, cancellationToken);
        if (HoldsSecret(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))
        {
            leftOut[file.Path] = "holds what looks like a secret key";
            return;
        }

        bytes.Position = 0;
        await WriteAsync(file, bytes, cancellationToken);
    }

    /// <summary>Adds the list of what was left out, if anything was.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (leftOut.Count == 0)
        {
            return;
        }

        var text = new StringBuilder("These files are not part of the download:\n");
        foreach (var (path, reason) in leftOut)
        {
            text.Append(string.Concat(path.Select(letter => char.IsControl(letter) ? '?' : letter)))
                .Append(": it ").Append(reason).Append(".\n");
        }

        await using var entry = await zip.CreateEntry(List).OpenAsync(cancellationToken);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private static bool HoldsSecret(ReadOnlySpan<byte> bytes)
    {
        if (bytes[..Math.Min(bytes.Length, Sniffed)].Contains((byte)0))
        {
            return false;
        }

        try
        {
            return SecretRedactor.FindsSecret(Encoding.UTF8.GetString(bytes));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private async Task WriteAsync(CheckpointFile file, Stream content, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(file.Path, CompressionLevel.Fastest);
        entry.ExternalAttributes = (file.Executable ? Program : RegularFile) << 16;
        var modified = DateTimeOffset.FromUnixTimeMilliseconds(file.ModifiedAt);
        entry.LastWriteTime = modified < First ? First : modified > Last ? Last : modified;
        await using var writing = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(writing, cancellationToken);
    }
}

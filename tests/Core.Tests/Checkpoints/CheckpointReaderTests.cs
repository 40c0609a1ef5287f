using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Core.Tests.Checkpoints;

public sealed class CheckpointReaderTests
{
    private const string Key = "sessions/aaaaaaaaaaaa/checkpoints/1/object";

    private readonly CountedBlobs blobs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_equal_bytes_are_read_once_for_all_of_them()
    {
        await StoreAsync("abba");
        var files = Enumerable.Range(0, 1_000).Select(number => File($"b{number}", "b", 1))
            .Concat([File("a", "a", 0), File("ba", "ba", 2), File("empty", "", 2)]);

        var read = await ReadAsync(files);

        Assert.Equal(1, blobs.Opened);
        Assert.Equal(1_003, read.Count);
        Assert.Equal(("a", "ba", ""), (read["a"], read["ba"], read["empty"]));
        Assert.All(Enumerable.Range(0, 1_000), number => Assert.Equal("b", read[$"b{number}"]));
    }

    [Fact]
    public async Task A_large_file_stored_once_comes_back_under_each_of_its_names()
    {
        var text = string.Concat(
            Enumerable.Range(0, 300_000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        await StoreAsync(text);

        var read = await ReadAsync([File("one", text, 0), File("two", text, 0)]);

        Assert.Equal((text, text), (read["one"], read["two"]));
    }

    [Fact]
    public async Task A_place_that_holds_other_bytes_than_one_of_its_files_is_damaged()
    {
        await StoreAsync("abba");

        await Assert.ThrowsAsync<CheckpointDamagedException>(
            () => ReadAsync([File("one", "b", 1), File("two", "a", 1)]));
    }

    private static CheckpointFile File(string path, string text, long offset) => new(
        path,
        text.Length,
        Executable: false,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        Object: 0,
        offset,
        ModifiedAt: 0);

    private async Task StoreAsync(string text)
    {
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await brotli.WriteAsync(Encoding.UTF8.GetBytes(text), Token);
        }

        packed.Position = 0;
        await blobs.PutAsync(Key, packed, Token);
    }

    private async Task<Dictionary<string, string>> ReadAsync(IEnumerable<CheckpointFile> files)
    {
        var manifest = new CheckpointManifest(
            CheckpointManifest.CurrentFormat,
            1,
            DateTimeOffset.UnixEpoch,
            [new CheckpointObject(Key, 4)],
            [.. files],
            []);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        await new CheckpointReader(blobs).ReadAsync(
            manifest,
            manifest.Files,
            parallel: 1,
            async (file, content, token) =>
            {
                using var reader = new StreamReader(content, leaveOpen: true);
                read[file.Path] = await reader.ReadToEndAsync(token);
            },
            Token);
        return read;
    }
}

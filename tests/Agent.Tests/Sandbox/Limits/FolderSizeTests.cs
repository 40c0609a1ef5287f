using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Tests.Sandbox.Limits;

public sealed class FolderSizeTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task What_lies_deep_counts_and_what_links_name_does_not()
    {
        var deep = string.Join('/', Enumerable.Repeat("d", 60));
        Directory.CreateDirectory(temporary[$"own/{deep}"]);
        await File.WriteAllBytesAsync(temporary[$"own/{deep}/file"], new byte[1 << 20], Token);
        await File.WriteAllBytesAsync(temporary["other"], new byte[4 << 20], Token);
        File.CreateSymbolicLink(temporary["own/link"], temporary["other"]);
        using var folder = SafeFolder.Open(temporary["own"]);

        var size = folder.Measure(1000, Token);

        Assert.True(size.IsWhole);
        Assert.Equal(62, size.Entries);
        Assert.InRange(size.Bytes, 1 << 20, 2 << 20);
    }

    [Fact]
    public void Too_many_entries_and_too_many_levels_are_told()
    {
        Directory.CreateDirectory(temporary["own/a"]);
        Directory.CreateDirectory(temporary["own/b"]);
        using var folder = SafeFolder.Open(temporary["own"]);
        Assert.False(folder.Measure(1, Token).IsWhole);

        Directory.CreateDirectory(temporary[$"own/{string.Join('/', Enumerable.Repeat("d", 250))}"]);
        Assert.False(folder.Measure(1000, Token).IsWhole);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tb-folder-").FullName;

    [Fact]
    public void A_new_folder_is_its_owners_alone()
    {
        var path = Path.Combine(root, "deep", "data");

        _ = new DataFolder(path);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_of_in_a_sentence()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, "in the way");

        var exception = Assert.Throws<DataFolderException>(() => new DataFolder(Path.Combine(file, "data")));

        Assert.Contains($"The data folder {file}/data cannot be written:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--data-dir", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_cleared_away()
    {
        var left = new DataFolder(root).NewTemporary();
        File.WriteAllText(left, "half");

        _ = new DataFolder(root);

        Assert.False(File.Exists(left));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(left)!));
    }

    [Fact]
    public async Task The_first_port_that_is_asked_for_tells_of_a_folder_that_cannot_be_used()
    {
        var file = Path.Combine(root, "file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .AddEmbeddedAdapters(
                new EmbeddedOptions { DataFolder = file, SiteBase = () => new Uri("http://localhost/") })
            .BuildServiceProvider();

        Assert.Throws<DataFolderException>(() => services.GetRequiredService<ISessionStore>());
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Tests.Folders;

public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string root = Directory.CreateTempSubdirectory("tb-modes-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_folder_that_is_not_there_is_made_for_its_owner()
    {
        var path = Path.Combine(root, "deep", "data");

        Assert.Null(PrivateFiles.ProblemOfFolder(path));

        Assert.Equal(Owner, File.GetUnixFileMode(path));
    }

    [Fact]
    public void An_empty_folder_is_taken_for_its_owner()
    {
        File.SetUnixFileMode(root, Owner | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        Assert.Null(PrivateFiles.ProblemOfFolder(root));

        Assert.Equal(Owner, File.GetUnixFileMode(root));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_folder_in_use_that_others_may_enter_is_told_of_with_the_cure(UnixFileMode others)
    {
        File.WriteAllText(Path.Combine(root, "key"), "x");
        File.SetUnixFileMode(root, Owner | others);

        var problem = PrivateFiles.ProblemOfFolder(root);

        Assert.Equal(
            $"The data folder {root} is open to other users of this machine, and it holds keys; run 'chmod 700' on it.",
            problem);
        File.SetUnixFileMode(root, Owner);
        Assert.Null(PrivateFiles.ProblemOfFolder(root));
    }

    [Fact]
    public void The_way_of_sandboxes_users_is_all_they_get_and_counts_as_closed()
    {
        var key = Path.Combine(root, "key");
        File.WriteAllText(key, "x");
        Directory.CreateDirectory(Path.Combine(root, "sessions", "active"));
        Directory.CreateDirectory(Path.Combine(root, "logs"));

        PrivateFiles.OpenWay(root);

        Assert.Null(PrivateFiles.ProblemOfFolder(root));
        foreach (var passed in (string[])["", "sessions", "sessions/folders", "run"])
        {
            Assert.Equal(
                Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute,
                File.GetUnixFileMode(Path.Combine(root, passed)));
        }

        foreach (var closed in (string[])["key", "logs", "sessions/active"])
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(root, closed)) & ~Owner);
        }

        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 700", PrivateFiles.ProblemOfFolder(root), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.None, true)]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    public void A_secret_is_its_owners_alone(UnixFileMode others, bool fine)
    {
        var file = Path.Combine(root, "key");
        File.WriteAllText(file, "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Assert.Equal(fine, PrivateFiles.ProblemOfFile(file) is null);
        Assert.Null(PrivateFiles.ProblemOfFile(file + "-absent"));
    }
}

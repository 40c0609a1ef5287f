using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox.Users;

namespace TmuxBuilder.Agent.Tests.Sandbox.Users;

public sealed class SandboxUsersTests : IDisposable
{
    // A range of the test's own, of which nobody else on the machine gives.
    private const uint First = 3_000_000_000;

    private readonly TemporaryFolder temporary = new();
    private readonly SandboxUsers users;

    public SandboxUsersTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root gives folders to others.");
        Directory.CreateDirectory(temporary["register"]);
        users = Users();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_folder_keeps_its_user_and_no_other_gets_it()
    {
        var first = await users.TakeAsync(Place("one"), Token);

        Assert.NotEqual(first, await users.TakeAsync(Place("two"), Token));
        Assert.Equal(first, await users.TakeAsync(Place("one"), Token));
        Assert.Equal(first, await Users().TakeAsync(Place("one"), Token));
    }

    [Fact]
    public async Task Workers_that_ask_at_once_get_users_of_their_own()
    {
        string[] places = [.. Enumerable.Range(0, 40).Select(number => Place($"at-once-{number}"))];

        var given = await Task.WhenAll(places.Select(place => Task.Run(() => Users().TakeAsync(place, Token), Token)));

        Assert.Equal(places.Length, given.Distinct().Count());
    }

    [Fact]
    public async Task A_user_is_free_again_once_its_folder_is_gone_and_nothing_of_it_runs()
    {
        var user = await users.TakeAsync(Place("one"), Token);
        var number = user.ToString(CultureInfo.InvariantCulture);
        var entry = temporary[$"register/{number}"];
        using var left = Process.Start("setpriv", ["--reuid", number, "--clear-groups", "sleep", "600"]);
        try
        {
            while (!LiveUsers.Find().Contains(user))
            {
                Token.ThrowIfCancellationRequested();
            }

            Directory.Delete(temporary["one"]);
            await users.TakeAsync(Place("two"), Token);
            Assert.True(File.Exists(entry));
        }
        finally
        {
            left.Kill();
            await left.WaitForExitAsync(Token);
        }

        await users.TakeAsync(Place("three"), Token);
        Assert.False(File.Exists(entry));
        Assert.Equal(user, await users.TakeAsync(Place("one"), Token));
    }

    [Fact]
    public async Task After_the_register_was_lost_folders_tell_whose_they_are_and_nobody_else_gets_those()
    {
        var user = await users.TakeAsync(Place("one"), Token);
        FolderOwner.Give(temporary["one"], user, Token);
        File.Delete(temporary[$"register/{user}"]);
        Directory.CreateDirectory(temporary["two"]);
        FolderOwner.Give(temporary["two"], await users.TakeAsync(Place("two"), Token), Token);

        Assert.NotEqual(user, FolderOwner.Of(temporary["two"]));
        Assert.Equal(user, await users.TakeAsync(Place("one"), Token));
    }

    [Theory]
    [InlineData("passwd", "somebody:x:{0}:100::/:/bin/sh", true)]
    [InlineData("passwd", "somebody:x:1000:100::/:/bin/sh", false)]
    [InlineData("group", "some:x:{0}:", true)]
    [InlineData("subuid", "somebody:2999990000:65536", true)]
    [InlineData("subuid", "somebody:100000:65536", false)]
    [InlineData("subuid", "no line that means anything", false)]
    public async Task A_range_others_have_accounts_in_is_told(string file, string line, bool isTaken)
    {
        string Of(string name) => temporary[name];
        await File.WriteAllTextAsync(
            temporary[file], string.Format(CultureInfo.InvariantCulture, line, First + 7), Token);

        var problem = UsersFinder.TakenBy(First, Of("passwd"), Of("group"), Of("subuid"));

        Assert.Equal(isTaken, problem is not null);
    }

    private SandboxUsers Users() => new(First, temporary["register"], TimeProvider.System);

    private string Place(string name) => Directory.CreateDirectory(temporary[name]).FullName;
}

using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Agent.Tests.Sandbox;

public sealed class StarterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_starter_is_copied_and_built_without_a_network()
    {
        await using var fixture = new ProbeFixture(packageCache: Checkout.PackageCache);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await fixture.RunAsync(start, """
            set -e
            mkdir code
            "$TB_STARTER/begin.sh" code
            cd code
            npm run build
            echo BUILT
            """, Limit);

        Assert.Contains("BUILT", said, StringComparison.Ordinal);
        Assert.DoesNotContain("asking the registry", said, StringComparison.Ordinal);
        using var folder = SafeFolder.Open(start.Folder);
        foreach (var page in (string[])["index.html", "prices.html", "contact.html"])
        {
            var html = await folder.ReadTextAsync($"code/dist/{page}", 100_000, Token);
            Assert.Contains("<title>", html, StringComparison.Ordinal);
            Assert.Contains("/assets/", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(folder.List("code"), entry => entry.Name == "begin.sh");
    }

    [Fact]
    public async Task The_starter_and_its_packages_cannot_be_changed()
    {
        await using var fixture = new ProbeFixture(packageCache: Checkout.PackageCache);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await fixture.RunAsync(start, """
            for place in "$TB_STARTER" "$TB_STARTER/src" "$TB_PACKAGE_CACHE" "$TB_PACKAGE_CACHE/_cacache/index-v5"; do
              [ -d "$place" ] && echo "seen $place"
              touch "$place/written" 2>/dev/null && echo "WRITTEN $place"
            done
            """);

        Assert.Equal(
            "seen /starter\nseen /starter/src\nseen /npm-cache\nseen /npm-cache/_cacache/index-v5\n", said);
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        await using var fixture = new ProbeFixture();
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await fixture.RunAsync(start, """
            mkdir code && echo mine >code/README.md
            "$TB_STARTER/begin.sh" code; echo "status $?"; cat code/README.md; ls code
            """);

        Assert.EndsWith("status 2\nmine\nREADME.md\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_sandbox_the_starter_is_where_it_really_is()
    {
        await using var fixture = new ProbeFixture(SandboxMode.Off);
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await fixture.RunAsync(start, """echo "$TB_STARTER:${TB_PACKAGE_CACHE-none}" """);

        Assert.Equal($"{Path.Combine(AppContext.BaseDirectory, "starter")}:none\n", said);
    }
}

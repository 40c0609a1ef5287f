using System.Diagnostics;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>What agents may begin with has to be above reproach.</summary>
public sealed class StarterTests : IDisposable
{
    private readonly string code = Directory.CreateTempSubdirectory("tb-starter-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(code, recursive: true);

    [Fact]
    public async Task The_starter_built_from_the_package_cache_passes_with_nothing_to_say()
    {
        using var build = Process.Start(new ProcessStartInfo("bash", ["-c", """
            exec >&2
            starter/begin.sh "$1" && npm --prefix "$1" run build
            """, "-", code])
        {
            WorkingDirectory = Documents.Root(),
            RedirectStandardError = true,
            Environment = { ["TB_PACKAGE_CACHE"] = Path.Combine(Documents.Root(), "artifacts", "npm-cache") },
        })!;
        var said = await build.StandardError.ReadToEndAsync(Cancellation);
        await build.WaitForExitAsync(Cancellation);
        Assert.True(build.ExitCode == 0, said);
        await using var world = new CheckWorld();

        var report = await world.ReportAsync(new CheckTarget.Folder(Path.Combine(code, "dist"), CheckWorld.Host, []));

        Assert.Empty(report.Findings);
        Assert.Equal(["/", "/prices.html", "/contact.html"], report.Pages.Select(page => page.Path));
    }
}

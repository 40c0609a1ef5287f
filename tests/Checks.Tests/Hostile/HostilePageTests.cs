using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Hostile;

/// <summary>Pages that mean harm end as findings, in bounded time, and reach nothing.</summary>
public sealed class HostilePageTests
{
    private const string FloodTheConsole =
        "const line = 'x'.repeat(1e6); for (let i = 0; i < 100; i++) console.log(line + i)";

    private const string DownloadAlways =
        """
        setInterval(() => {
          const a = document.createElement('a');
          a.href = 'data:text/plain,x';
          a.download = 'x';
          a.click();
        }, 1)
        """;

    private static readonly CheckOptions Short = CheckWorld.Patient with { StepLimit = TimeSpan.FromSeconds(6) };

    /// <summary>For pages that never answer: how long is waited for them is all there is to it.</summary>
    private static readonly CheckOptions Shorter = CheckWorld.Patient with { StepLimit = TimeSpan.FromSeconds(3) };

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("addEventListener('load', () => setTimeout(() => { while (true) {} }, 100))")]
    public async Task An_endless_loop_ends_with_the_page(string script)
    {
        await using var world = new CheckWorld(Shorter).With(GoodSite.Files($"<script>{script}</script>"));

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "limit.time");
        AssertNothingIsLeft(world);
    }

    [Theory]
    [InlineData(
        "const all = []; setInterval(() => { for (let i = 0; i < 9; i++) all.push(new Uint8Array(4e7).fill(7)) })")]
    [InlineData("const all = []; while (true) all.push(new Array(1e6).fill({ a: all.length }))")]
    public async Task Memory_without_end_ends_the_page_or_the_check(string script)
    {
        await using var world = new CheckWorld(Short).With(GoodSite.Files($"<script>{script}</script>"));

        var report = await world.ReportAsync();

        Assert.False(report.Passed);
        Assert.Contains(
            report.Findings,
            finding => finding.Rule is "page.crash" or "limit.memory" or "script.exception" or "limit.time");
        AssertNothingIsLeft(world);
    }

    [Fact]
    public async Task A_browser_that_takes_more_memory_than_it_may_is_ended()
    {
        var options = CheckWorld.Patient with { MemoryBytes = 30_000_000 };
        await using var world = new CheckWorld(options).With(GoodSite.Complete());

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "limit.memory");
        AssertNothingIsLeft(world);
    }

    [Fact]
    public async Task A_check_ends_when_its_time_is_over()
    {
        var options = new CheckOptions { Limit = TimeSpan.FromMilliseconds(300) };
        await using var world = new CheckWorld(options).With(GoodSite.Complete());

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "limit.time");
        AssertNothingIsLeft(world);
    }

    [Theory]
    [InlineData(FloodTheConsole, "limit.output", "page.crash")]
    [InlineData("setInterval(() => window.open('/'), 1)", "page.popup", "page.popup")]
    [InlineData("setInterval(() => alert('again'), 1)", "page.dialog", "page.dialog")]
    [InlineData(DownloadAlways, "page.download", "page.download")]
    [InlineData("location.replace('/?' + Math.random())", "redirect.loop", "redirect.loop")]
    public async Task What_never_stops_is_stopped_and_named(string script, string rule, string otherRule)
    {
        await using var world = new CheckWorld().With(GoodSite.Files($"<script>{script}</script>"));

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == rule || finding.Rule == otherRule);
        Assert.False(report.Passed);
        AssertNothingIsLeft(world);
    }

    /// <summary>With time enough to reach the count on any machine: it is the count that has to end them.</summary>
    [Theory]
    [InlineData("for (let i = 0; i < 2000; i++) fetch('/style.css?' + i)")]
    [InlineData("let n = 0; setInterval(() => history.pushState(0, '', '?' + n++))")]
    public async Task What_goes_beyond_measure_is_stopped_by_its_count(string script)
    {
        await using var world = new CheckWorld().With(GoodSite.Files($"<script>{script}</script>"));

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "limit.output");
        Assert.DoesNotContain(report.Findings, finding => finding.Rule == "limit.time");
        Assert.False(report.Passed);
        AssertNothingIsLeft(world);
    }

    [Fact]
    public async Task A_page_that_cannot_be_looked_at_does_not_pass_and_is_not_said_to_loop()
    {
        const string vanish = "addEventListener('load', () => document.documentElement.remove())";
        await using var world = new CheckWorld().With(GoodSite.Files($"<script>{vanish}</script>"));

        var report = await world.ReportAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "page.unreadable");
        Assert.DoesNotContain(report.Findings, finding => finding.Rule == "redirect.loop");
        Assert.False(report.Passed);
    }

    [Fact]
    public async Task A_heavy_page_is_a_warning_and_a_huge_one_an_error()
    {
        const string load = "<script>for (let i = 0; i < SIZE; i++) fetch('/part.bin?' + i)</script>";
        var part = new byte[1_000_000];
        await using var heavy = new CheckWorld()
            .With(GoodSite.Files(load.Replace("SIZE", "4", StringComparison.Ordinal)))
            .With("part.bin", part);
        await using var huge = new CheckWorld()
            .With(GoodSite.Files(load.Replace("SIZE", "16", StringComparison.Ordinal)))
            .With("part.bin", part);

        var (warned, refused) = (await heavy.ReportAsync(), await huge.ReportAsync());

        Assert.Equal("weight.heavy", Assert.Single(warned.Findings).Rule);
        Assert.Equal("weight.huge", Assert.Single(refused.Findings).Rule);
        Assert.True(warned.Passed);
        Assert.InRange(warned.WeightBytes, 4_000_000, 4_200_000);
    }

    private static void AssertNothingIsLeft(CheckWorld world)
    {
        Assert.Empty(Directory.GetFileSystemEntries(world.RunFolder));
        Assert.False(Processes.AnyNames(world.RunFolder));
    }
}

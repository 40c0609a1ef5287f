using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Rules;

/// <summary>One site with a page for each fault, checked once for all tests of its class.</summary>
public sealed class BrokenPages : IAsyncLifetime
{
    /// <summary>What was found on each page.</summary>
    public ILookup<string, CheckFinding> Findings { get; private set; } = null!;

    public static string PathOf(string rule) => $"/{rule}.html";

    public async ValueTask InitializeAsync()
    {
        var options = CheckWorld.Patient with { MaxPages = BrokenSites.All.Count + 1 };
        var links = BrokenSites.All.Keys.Select(rule => $"""<p><a href="{PathOf(rule)}">A page with {rule}</a></p>""");
        await using var world = new CheckWorld(options)
            .With(GoodSite.Files(string.Concat(links)))
            .With(BrokenSites.All.ToDictionary(page => PathOf(page.Key)[1..], page => page.Value));

        var report = await world.ReportAsync();

        Assert.Equal(BrokenSites.All.Count + 1, report.Pages.Count);
        Findings = report.Findings.ToLookup(finding => finding.Page);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

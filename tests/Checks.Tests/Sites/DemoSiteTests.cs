using TmuxBuilder.Checks.Tests.Support;
using TmuxBuilder.DemoAgent.Pages;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>What the demo agent builds is what a newcomer sees first.</summary>
public sealed class DemoSiteTests
{
    public static TheoryData<string> Kinds() => [.. Enum.GetNames<SiteKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_demo_agents_site_passes(string kind)
    {
        var site = new SiteModel
        {
            Slug = "aurora",
            Kind = Enum.Parse<SiteKind>(kind),
            Title = "Aurora & Sons",
            Sections = Enum.GetValues<SectionKind>(),
            Story = [new TextBlock("Beginnings", IsHeading: true), new TextBlock("It began in spring.")],
            Contact = new ContactDetails("a@b.example", "+1 555 0100", "1 High Street"),
        };
        await using var world = new CheckWorld()
            .With(SiteWriter.Write(site, 2026).ToDictionary(file => file.Path, file => file.Content));

        var report = await world.ReportAsync();

        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task The_demo_agents_site_passes_in_any_colour()
    {
        var site = new SiteModel
        {
            Slug = "night",
            Title = "Night",
            Colours = new SiteColours(Primary: "#ffdd00", Dark: true),
            Sections = Enum.GetValues<SectionKind>(),
        };
        await using var world = new CheckWorld()
            .With(SiteWriter.Write(site, 2026).ToDictionary(file => file.Path, file => file.Content));

        var report = await world.ReportAsync();

        Assert.Empty(report.Findings);
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using TmuxBuilder.DemoAgent.Pages;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Tests.Pages;

public sealed partial class SiteWriterTests
{
    private const string Hostile = "\"><script>alert('x')</script>&\u001b[31m<img src=x onerror=alert(1)>";

    private static readonly SiteModel Everything = new()
    {
        Slug = "all",
        Title = "All & Sundry",
        Sections = Enum.GetValues<SectionKind>(),
        Story = [new TextBlock("Beginnings", IsHeading: true), new TextBlock("It began in spring.")],
        Pictures = [new SitePicture("uploads/1.png", "picture-1.png")],
        Contact = new ContactDetails("a@b.example", "+1 555 0100", "1 High Street"),
    };

    public static TheoryData<string> Kinds() => [.. Enum.GetNames<SiteKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_and_section_makes_well_formed_markup_that_names_only_its_own_files(string kind)
    {
        var files = SiteWriter.Write(Everything with { Kind = Enum.Parse<SiteKind>(kind) }, 2026);
        var page = Index(files);

        foreach (var section in Enum.GetValues<SectionKind>().Where(section => section != SectionKind.Footer))
        {
            Assert.Contains($"id=\"{SectionWriter.IdOf(section)}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("<footer", page, StringComparison.Ordinal);
        Assert.All(
            LinkPattern().Matches(page).Select(match => match.Groups["to"].Value),
            target => AssertReachable(target, files, page));
        Assert.All(
            files,
            file =>
                Assert.DoesNotMatch(
                    @"(?i)https?://(?!www\.w3\.org/2000/svg)|(?<!:)//[a-z]+\.|@import|url\(\s*['""]?(?!#)",
                    file.Content));
        Assert.All(
            files.Where(file => file.Path.EndsWith(".svg", StringComparison.Ordinal)),
            file => XDocument.Parse(file.Content));
        AssertBalanced(page);
    }

    [Fact]
    public void The_page_has_what_a_check_looks_for()
    {
        var page = Index(SiteWriter.Write(Everything, 2026));

        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("name=\"viewport\"", page, StringComparison.Ordinal);
        Assert.Contains("<title>All &amp; Sundry · Good to have you here</title>", page, StringComparison.Ordinal);
        Assert.Matches("<meta name=\"description\" content=\"[^\"]{20,160}\">", page);
        Assert.Contains("rel=\"icon\"", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1"));
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lorem", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("No AI model was used", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_text_is_text_wherever_it_stands()
    {
        var site = Everything with
        {
            Title = Hostile,
            Headline = Hostile,
            Tagline = Hostile,
            Kind = SiteKind.Restaurant,
            Facts = [Hostile],
            Story = [new TextBlock(Hostile, IsHeading: true), new TextBlock(Hostile)],
            Items = [new ListedItem(Hostile, Hostile, Hostile)],
            Hours = [new OpeningTime(Hostile, Hostile)],
            Contact = new ContactDetails(Hostile, Hostile, Hostile),
        };

        var files = SiteWriter.Write(site, 2026);
        var page = Index(files);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.All(files, file => Assert.DoesNotContain('\u001b', file.Content));
        AssertBalanced(page);
    }

    [Fact]
    public void Client_text_never_reaches_the_script_or_the_style_sheet()
    {
        var plain = SiteWriter.Write(Everything, 2026);
        var named = SiteWriter.Write(Everything with { Title = Hostile, Headline = Hostile, Facts = [Hostile] }, 2026);

        Assert.Equal(
            plain.Where(file => file.Path is "site.js" or "styles.css"),
            named.Where(file => file.Path is "site.js" or "styles.css"));
    }

    [Fact]
    public void The_client_s_items_replace_the_samples()
    {
        var site = Everything with { Kind = SiteKind.Restaurant, Items = [new ListedItem("Baklava", "€3")] };
        var menu = Index(SiteWriter.Write(site, 2026)).Split("id=\"menu\"")[1].Split("</section>")[0];

        Assert.Contains("Baklava", menu, StringComparison.Ordinal);
        Assert.DoesNotContain("Soup of the day", menu, StringComparison.Ordinal);
        Assert.DoesNotContain("are samples", menu, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contact_form_says_that_nothing_is_sent()
    {
        var files = SiteWriter.Write(Everything, 2026);

        Assert.Contains("not sent anywhere", Index(files), StringComparison.Ordinal);
        Assert.Contains(
            "nothing was sent", files.Single(file => file.Path == "site.js").Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_any_section_is_still_a_page() =>
        AssertBalanced(Index(SiteWriter.Write(Everything with { Sections = [] }, 2026)));

    private static string Index(IReadOnlyList<PageFile> files) =>
        files.Single(file => file.Path == "index.html").Content;

    private static void AssertReachable(string target, IReadOnlyList<PageFile> files, string page)
    {
        if (target.StartsWith('#'))
        {
            Assert.Contains($"id=\"{target[1..]}\"", page, StringComparison.Ordinal);
        }
        else if (!target.StartsWith("mailto:", StringComparison.Ordinal)
            && !target.StartsWith("tel:", StringComparison.Ordinal))
        {
            Assert.Contains(target, files.Select(file => file.Path).Append("assets/picture-1.png"));
        }
    }

    /// <summary>Every element that is opened is closed, in order.</summary>
    private static void AssertBalanced(string page)
    {
        string[] empty = ["meta", "link", "img", "input", "br"];
        var open = new Stack<string>();
        var tags = TagPattern().Matches(page[page.IndexOf("<html", StringComparison.Ordinal)..]);
        foreach (var match in tags.AsEnumerable())
        {
            var name = match.Groups["name"].Value;
            if (match.Groups["close"].Success)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (!empty.Contains(name) && !match.Value.EndsWith("/>", StringComparison.Ordinal))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [GeneratedRegex("(?:href|src)=\"(?<to>[^\"]*)\"")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<(?<close>/)?(?<name>[a-z][a-z0-9]*)(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex TagPattern();
}

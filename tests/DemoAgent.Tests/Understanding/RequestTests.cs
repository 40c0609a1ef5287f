using TmuxBuilder.DemoAgent.Sites;
using TmuxBuilder.DemoAgent.Understanding;

namespace TmuxBuilder.DemoAgent.Tests.Understanding;

public sealed class RequestTests
{
    private static readonly Understood Bakery = Read(
        "Build a website for my bakery called Crust & Co. Headline: Warm bread");

    [Theory]
    [InlineData("Build a website for my bakery called \"Pain Doré\" in Lyon.", "Pain Doré")]
    [InlineData("A landing page named Rocket Notes with pricing", "Rocket Notes")]
    [InlineData("Please make a site for Luigi's Pizza, thanks", "Luigi's Pizza")]
    [InlineData("I need a portfolio for the photographer Ana Pérez", "Ana Pérez")]
    [InlineData("title: Blue Door Books\nmake it green", "Blue Door Books")]
    [InlineData("Create a blog about tea from Japan", "Tea from Japan")]
    [InlineData("Webseite namens „Küche 8“, title is 'Küche 8'", "Küche 8")]
    [InlineData("お店のサイトを作ってください「青い鳥」", "青い鳥")]
    [InlineData("Website for my shop called Bits and Bobs, in navy", "Bits and Bobs")]
    [InlineData("make me something nice", "Our Website")]
    public void The_title_is_what_the_request_calls_the_site(string request, string title) =>
        Assert.Equal(title, Read(request).Site.Title);

    [Theory]
    [InlineData("A site for my bakery", nameof(SiteKind.Bakery))]
    [InlineData("A site for my restaurant", nameof(SiteKind.Restaurant))]
    [InlineData("A small flower shop", nameof(SiteKind.Shop))]
    [InlineData("Portfolio for a wedding photographer", nameof(SiteKind.Portfolio))]
    [InlineData("a blog about coffee", nameof(SiteKind.Blog))]
    [InlineData("landing page for my app", nameof(SiteKind.Landing))]
    [InlineData("our wedding in June", nameof(SiteKind.Event))]
    [InlineData("Website for a hair salon", nameof(SiteKind.Salon))]
    [InlineData("Something about my village", nameof(SiteKind.Generic))]
    public void The_kind_follows_from_the_first_word_that_gives_it_away(string request, string kind) =>
        Assert.Equal(kind, Read(request).Site.Kind.ToString());

    [Theory]
    [InlineData("A page for Acme. Headline: We build rockets!", "We build rockets!")]
    [InlineData("A page for Acme with the headline \"Up, up and away\" and a gallery", "Up, up and away")]
    [InlineData("A page for Acme with the headline Fly higher and a gallery", "Fly higher")]
    [InlineData("Change the headline to Hello there and make it blue", "Hello there")]
    [InlineData("Change the headline to: Bread before dawn", "Bread before dawn")]
    public void The_headline_is_taken_word_for_word(string request, string headline) =>
        Assert.Equal(headline, Read(request).Site.Headline);

    [Theory]
    [InlineData("make it blue", "#2563eb", null, null)]
    [InlineData("A shop in navy and gold", "#1e3a6e", "#c9992e", null)]
    [InlineData("Use #ff8800 please", "#ff8800", null, null)]
    [InlineData("primary colour: #abc", "#aabbcc", null, null)]
    [InlineData("Site with a green theme and a cream background", "#1f8a4c", null, "#fbf5e6")]
    [InlineData("background #101020 and buttons in orange", "#ec6c13", null, "#101020")]
    [InlineData("A website for the Green Grocer", null, null, null)]
    [InlineData("We sell black coffee and orange juice", null, null, null)]
    public void Colours_count_when_they_are_meant_as_colours(
        string request, string? primary, string? accent, string? background)
    {
        var colours = Read(request).Site.Colours;

        Assert.Equal((primary, accent, background), (colours.Primary, colours.Accent, colours.Background));
    }

    [Theory]
    [InlineData("make it dark", true)]
    [InlineData("a shop with a dark theme", true)]
    [InlineData("light mode please", false)]
    [InlineData("make it dark blue", null)]
    public void Dark_and_light_are_moods_unless_a_colour_follows(string request, bool? dark) =>
        Assert.Equal(dark, Read(request).Site.Colours.Dark);

    [Theory]
    [InlineData("add a gallery, an FAQ and testimonials", "Gallery,Faq,Testimonials", "")]
    [InlineData("remove the contact form", "", "Contact")]
    [InlineData("Add pricing and remove the about section", "Pricing", "About")]
    [InlineData("we do not want a menu, but add our team", "Team", "Menu")]
    [InlineData("Please add opening hours and get rid of the footer", "Hours", "Footer")]
    [InlineData("make the navigation menu bigger", "", "")]
    public void Sections_are_added_and_removed(string request, string added, string removed)
    {
        var start = Bakery.Site with
        {
            Sections = [SectionKind.About, SectionKind.Menu, SectionKind.Contact, SectionKind.Footer],
        };

        var sections = Edit(start, request).Site.Sections;

        Assert.Equal(
            start.Sections.Except(Kinds(removed)).Union(Kinds(added)).Order(),
            sections);
    }

    [Fact]
    public void A_later_message_changes_the_same_site()
    {
        var edit = Edit(Bakery.Site, "Rename it to Crumb and make it purple");

        Assert.False(edit.IsNew);
        Assert.Equal(("crust-co", "Crumb", "Warm bread", "#7c3aed"),
            (edit.Site.Slug, edit.Site.Title, edit.Site.Headline, edit.Site.Colours.Primary));
    }

    [Theory]
    [InlineData("Build another website for my dog called Crust & Co")]
    [InlineData("I want a new project called Crust & Co")]
    public void Another_site_gets_a_slug_of_its_own(string request)
    {
        var other = Edit(Bakery.Site, request);

        Assert.True(other.IsNew);
        Assert.Equal("crust-co-2", other.Site.Slug);
    }

    [Fact]
    public void The_new_site_in_question_is_the_one_there_is() =>
        Assert.False(Edit(Bakery.Site, "Make the new site green").IsNew);

    [Theory]
    [InlineData("Website for Bo. I need online payments.", "payments")]
    [InlineData("Website for Bo with a login for members", "login")]
    [InlineData("Website for Bo. Store orders in a database", "database")]
    [InlineData("Website for Bo. Translate everything into Klingon", "translations")]
    [InlineData("Website for Bo. Make the logo spin and add video", "video")]
    [InlineData("Website for Bo. Move the third paragraph to the left", "not understood: “Move the third paragraph")]
    public void What_cannot_be_done_is_said(string request, string word) =>
        Assert.Contains(Read(request).NotDone, line => line.Contains(word, StringComparison.Ordinal));

    [Fact]
    public void An_edit_that_says_nothing_understandable_is_no_work()
    {
        var edit = Edit(Bakery.Site, "Move the third paragraph to the left");

        Assert.False(edit.HasWork);
        Assert.NotEmpty(edit.NotDone);
    }

    [Fact]
    public void Words_about_the_business_become_copy()
    {
        var site = Read("A site for my bakery. We bake at four in the morning. Our oven is older than us.").Site;

        Assert.Equal(["We bake at four in the morning.", "Our oven is older than us."], site.Facts);
    }

    [Fact]
    public void Lists_hours_and_contacts_are_read()
    {
        var site = Read("""
            A café called Nine
            - Espresso: €2.50
            - Cheese cake 4,80 €
            Mon-Fri 7:00-18:00, Sat 8am to 2pm
            Phone: +44 20 7946 0000, mail hi@nine.example
            address: 9 Long Lane, London
            """).Site;

        Assert.Equal([new ListedItem("Espresso", "€2.50"), new ListedItem("Cheese cake", "4,80 €")], site.Items);
        Assert.Equal([new OpeningTime("Mon-Fri", "7:00-18:00"), new OpeningTime("Sat", "8am to 2pm")], site.Hours);
        Assert.Equal(new ContactDetails("hi@nine.example", "+44 20 7946 0000", "9 Long Lane, London"), site.Contact);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u001b[2J\u001b]0;x\u0007")]
    [InlineData("🧁🍰🎂")]
    [InlineData("Сделайте сайт для моей пекарни «Хлеб»")]
    [InlineData("أريد موقعا لمطعمي")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("called \"")]
    [InlineData("# # #\n---\n!!!")]
    public void Any_text_makes_a_site_with_a_usable_slug(string request)
    {
        var site = Read(request).Site;

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", site.Slug);
        Assert.InRange(site.Slug.Length, 1, Slug.MaxLength);
        Assert.NotEmpty(site.Title);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("add a ")]
    [InlineData("called \"x")]
    [InlineData("no, ")]
    [InlineData("🧁")]
    [InlineData("漢")]
    [InlineData("a@a.")]
    [InlineData("- x 1\n")]
    [InlineData("blue and ")]
    public void Thirty_two_thousand_characters_are_read_whole(string piece)
    {
        var request = string.Concat(Enumerable.Repeat(piece, 32_000 / piece.Length));

        Assert.NotEmpty(Read(request).Site.Title);
    }

    [Fact]
    public void A_title_is_never_cut_inside_a_character()
    {
        var title = Read("title: " + string.Concat(Enumerable.Repeat("👩‍👩‍👧", 40))).Site.Title;

        Assert.DoesNotContain('\ufffd', title);
        Assert.False(char.IsHighSurrogate(title[^2]));
    }

    private static IEnumerable<SectionKind> Kinds(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<SectionKind>);

    private static Understood Read(string request) => RequestReader.Read(request, [], [], null);

    private static Understood Edit(SiteModel site, string request) =>
        RequestReader.Read(request, [], [site], site.Slug);
}

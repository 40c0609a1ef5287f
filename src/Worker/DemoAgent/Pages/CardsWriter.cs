using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes sections that are grids of cards.</summary>
internal static class CardsWriter
{
    private const int GalleryTiles = 6;

    public static string Features(IReadOnlyList<Card> cards) => Grid("cards", cards.Select((card, at) =>
        $"""<li class="card"><span class="icon">{Icons.Get(at)}</span><h3>{Html.Escape(card.Heading)}</h3><p>{Html.Escape(card.Text)}</p></li>"""));

    public static string Pictured(SectionKind section, SiteModel site)
    {
        var (offers, isSample) = ListWriter.Offers(section, site);
        return Grid("cards pictured", offers.Select((offer, at) => $"""
            <li class="card"><img src="assets/art-{(at % Artwork.Count) + 1}.svg" alt="" width="480" height="360" loading="lazy"><div class="card-text"><h3 dir="auto">{Html.Escape(offer.Name)}</h3>{Note(offer.Note)}{Price(offer.Price)}</div></li>
            """)) + ListWriter.SampleNote(isSample, section);
    }

    public static string Services(SiteModel site)
    {
        var (offers, isSample) = ListWriter.Offers(SectionKind.Services, site);
        return Grid("cards", offers.Select((offer, at) => $"""
            <li class="card"><span class="icon">{Icons.Get(at + 3)}</span><h3 dir="auto">{Html.Escape(offer.Name)}</h3>{Note(offer.Note)}{Price(offer.Price)}</li>
            """)) + ListWriter.SampleNote(isSample, SectionKind.Services);
    }

    public static string Gallery(SiteModel site)
    {
        var tiles = site.Pictures.Select((picture, at) =>
            $"""<li><img src="assets/{picture.Asset}" alt="Picture {at + 1} of {Html.Escape(site.Title)}" loading="lazy"></li>""").ToList();
        for (var number = 1; tiles.Count < GalleryTiles; number++)
        {
            tiles.Add($"""<li><img src="assets/art-{number}.svg" alt="Placeholder artwork {number}" width="480" height="360" loading="lazy"></li>""");
        }

        return Grid("gallery-grid", tiles);
    }

    public static string Testimonials() => Grid("cards", SectionCopy.Testimonials.Select(quote =>
        $"""<li class="card quote"><blockquote><p>{Html.Escape(quote.Text)}</p></blockquote><p class="cite">{Html.Escape(quote.Heading)}</p></li>"""));

    public static string Team() => Grid("cards", SectionCopy.Team.Select((person, at) =>
        $"""<li class="card person"><span class="avatar">{Icons.Get(at + 6)}</span><h3>{Html.Escape(person.Heading)}</h3><p>{Html.Escape(person.Text)}</p></li>"""));

    public static string Pricing(SiteModel site)
    {
        var contact = site.Sections.Contains(SectionKind.Contact);
        return Grid("cards prices", SectionCopy.Pricing.Select((plan, at) => $"""
            <li class="card{(at == 1 ? " best" : "")}"><h3>{plan.Name}</h3><p class="price">{plan.Price}</p><ul class="ticks">{string.Concat(plan.Note.Split('|').Select(line => $"<li>{line}</li>"))}</ul>{(contact ? "<a class=\"button\" href=\"#contact\">Ask us</a>" : "")}</li>
            """));
    }

    private static string Grid(string style, IEnumerable<string> items) =>
        $"""<ul class="{style}">{string.Join("\n          ", items)}</ul>""";

    private static string Note(string note) => note.Length == 0 ? "" : $"""<p dir="auto">{Html.Escape(note)}</p>""";

    private static string Price(string price) => price.Length == 0 ? "" : $"""<p class="price">{Html.Escape(price)}</p>""";
}

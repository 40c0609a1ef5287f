using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;
using TmuxBuilder.DemoAgent.Understanding;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes sections that are lists: menu, schedule, hours, questions.</summary>
internal static class ListWriter
{
    public static string Menu(SiteModel site)
    {
        var (offers, isSample) = Offers(SectionKind.Menu, site);
        return $"""<ul class="menu-list">{string.Concat(offers.Select(Dish))}</ul>{SampleNote(isSample, SectionKind.Menu)}""";
    }

    public static string Schedule(SiteModel site)
    {
        var (offers, isSample) = Offers(SectionKind.Schedule, site);
        var steps = offers.Select(offer =>
            $"""<li><p class="time">{Html.Escape(offer.Price)}</p><div><h3 dir="auto">{Html.Escape(offer.Name)}</h3><p>{Html.Escape(offer.Note)}</p></div></li>""");
        return $"""<ol class="steps">{string.Concat(steps)}</ol>{SampleNote(isSample, SectionKind.Schedule)}""";
    }

    public static string Hours(SiteModel site)
    {
        var isSample = site.Hours.Count == 0;
        var hours = isSample
            ? SectionCopy.SampleDays.Zip(SectionCopy.SampleTimes, (days, times) => new OpeningTime(days, times))
            : site.Hours;
        var rows = hours.Select(time =>
            $"""<tr><th scope="row">{Html.Escape(time.Days)}</th><td>{Html.Escape(time.Times)}</td></tr>""");
        return $"""<table class="times"><tbody>{string.Concat(rows)}</tbody></table>{SampleNote(isSample, SectionKind.Hours)}""";
    }

    public static string Questions(IReadOnlyList<Card> questions) =>
        $"""<div class="questions">{string.Concat(questions.Select((card, at) =>
            $"""<details{(at == 0 ? " open" : "")}><summary>{Html.Escape(card.Heading)}</summary><p>{Html.Escape(card.Text)}</p></details>"""))}</div>""";

    /// <summary>The client's items where they belong, samples elsewhere.</summary>
    public static (IReadOnlyList<Offer> Offers, bool IsSample) Offers(SectionKind section, SiteModel site) =>
        site.Items.Count > 0 && section == DetailReader.ListOf(site)
            ? ([.. site.Items.Select(item => new Offer(item.Name, item.Note ?? "", item.Price ?? ""))], false)
            : (SectionCopy.Offers(section, site.Kind), true);

    public static string SampleNote(bool isSample, SectionKind section) => isSample
        ? $"""<p class="note">These {(section == SectionKind.Hours ? "times" : "entries")} are samples: send yours and they appear here.</p>"""
        : "";

    private static string Dish(Offer dish)
    {
        var note = dish.Note.Length > 0 ? $"""<p dir="auto">{Html.Escape(dish.Note)}</p>""" : "";
        var price = dish.Price.Length > 0 ? $"""<span class="price">{Html.Escape(dish.Price)}</span>""" : "";
        return $"""<li><div class="dish"><h3 dir="auto">{Html.Escape(dish.Name)}</h3>{price}</div>{note}</li>""";
    }
}

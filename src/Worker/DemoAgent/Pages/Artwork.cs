using System.Globalization;
using System.Text;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Draws the pictures of a site that has none of its own, in its colours.</summary>
internal static class Artwork
{
    public const int Count = 6;

    private const string Open = """<svg xmlns="http://www.w3.org/2000/svg" """;

    /// <summary>The first letter of the title on the site's colours.</summary>
    public static string Favicon(SiteModel site, Palette palette)
    {
        var letter = site.Title.EnumerateRunes().Where(Rune.IsLetterOrDigit)
            .Select(rune => rune.ToString()).FirstOrDefault("•");
        return Open + $"""
            viewBox="0 0 64 64"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="{palette.HeroFrom}"/><stop offset="1" stop-color="{palette.HeroTo}"/></linearGradient></defs><rect width="64" height="64" rx="18" fill="url(#g)"/><text x="32" y="45" font-family="Georgia, serif" font-size="36" font-weight="700" text-anchor="middle" fill="{palette.OnPrimary}">{Html.Escape(letter.ToUpperInvariant())}</text></svg>

            """;
    }

    /// <summary>A large emblem of the kind of site, for the top of the page.</summary>
    public static string Hero(SiteKind kind, Palette palette)
    {
        var ink = palette.OnPrimary;
        return Open + $"""
            viewBox="0 0 520 520"><g fill="{ink}"><circle cx="260" cy="260" r="250" opacity=".07"/><circle cx="260" cy="260" r="195" opacity=".09"/><circle cx="260" cy="260" r="138" opacity=".12"/><circle cx="437" cy="96" r="26" opacity=".22"/><circle cx="76" cy="372" r="40" opacity=".14"/><circle cx="421" cy="440" r="13" opacity=".35"/><circle cx="112" cy="112" r="9" opacity=".45"/></g><g transform="translate(125 125) scale(1.35)" fill="none" stroke="{ink}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">{Emblem(kind)}</g></svg>

            """;
    }

    /// <summary>An abstract picture; the same number always shows the same forms.</summary>
    public static string Picture(int number, Palette palette)
    {
        var sky = palette.HeroFrom.Turn((number - 3) * 14).Mix(Rgb.White, 0.25 + (number % 3 * 0.12));
        var low = palette.HeroTo.Turn((3 - number) * 9).Mix(Rgb.White, 0.08);
        var light = Rgb.White.Mix(palette.Accent, 0.18);
        var drawing = number % 3 == 0
            ? Circles(number, light, low)
            : number % 2 == 0
                ? Arches(light, low)
                : Hills(number, light, low);
        return Open + $"""
            viewBox="0 0 480 360" preserveAspectRatio="xMidYMid slice"><defs><linearGradient id="s" x1="0" y1="0" x2="{number % 2}" y2="1"><stop stop-color="{sky}"/><stop offset="1" stop-color="{low}"/></linearGradient></defs><rect width="480" height="360" fill="url(#s)"/>{drawing}</svg>

            """;
    }

    private static string Hills(int number, Rgb light, Rgb low)
    {
        var shift = number * 23;
        var dark = low.Mix(Rgb.Black, 0.25);
        return Text($"""<circle cx="{110 + shift}" cy="{96 + (number * 6)}" r="{44 + (number * 3)}" fill="{light}" opacity=".85"/><path d="M0 250C90 {180 + shift / 3} 170 {190 + shift / 2} 250 236S420 {250 - shift / 4} 480 200V360H0Z" fill="{low}" opacity=".75"/><path d="M0 300C120 230 210 320 310 276S440 260 480 286V360H0Z" fill="{dark}" opacity=".8"/>""");
    }

    private static string Circles(int number, Rgb light, Rgb low)
    {
        var dark = low.Mix(Rgb.Black, 0.2);
        return Text($"""<circle cx="{150 + (number * 10)}" cy="190" r="120" fill="{dark}" opacity=".55"/><circle cx="{290 - (number * 6)}" cy="160" r="92" fill="{light}" opacity=".55"/><circle cx="{340 - (number * 8)}" cy="236" r="54" fill="{light}" opacity=".8"/><circle cx="96" cy="84" r="16" fill="{light}" opacity=".7"/>""");
    }

    private static string Arches(Rgb light, Rgb low)
    {
        var dark = low.Mix(Rgb.Black, 0.28);
        return Text($"""<path d="M70 360V200a90 90 0 0 1 180 0V360Z" fill="{light}" opacity=".6"/><path d="M106 360V204a54 54 0 0 1 108 0V360Z" fill="{low}" opacity=".85"/><path d="M230 360V150a100 100 0 0 1 200 0V360Z" fill="{dark}" opacity=".5"/><path d="M276 360V156a54 54 0 0 1 108 0V360Z" fill="{light}" opacity=".75"/><circle cx="330" cy="62" r="24" fill="{light}" opacity=".9"/>""");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Emblem(SiteKind kind) => kind switch
    {
        SiteKind.Bakery => """<path d="M24 116c0-38 34-66 76-66s76 28 76 66c0 18-10 32-26 34H50c-16-2-26-16-26-34z"/><path d="M66 66l22 34M100 58l22 34M134 66l18 28" opacity=".6"/><path d="M70 32c-8-8 8-12 0-22M100 28c-8-8 8-12 0-22M130 32c-8-8 8-12 0-22" opacity=".6"/>""",
        SiteKind.Restaurant => """<circle cx="100" cy="104" r="62"/><circle cx="100" cy="104" r="40" opacity=".6"/><path d="M14 40v34c0 10 6 16 14 16s14-6 14-16V40M28 40v130M186 170V40c-16 6-24 30-24 62h24"/>""",
        SiteKind.Shop => """<path d="M40 70h120l10 104a8 8 0 0 1-8 8H38a8 8 0 0 1-8-8z"/><path d="M66 92V60a34 34 0 0 1 68 0v32"/><path d="M76 130a28 28 0 0 0 48 0" opacity=".6"/>""",
        SiteKind.Portfolio => """<rect x="22" y="40" width="156" height="124" rx="10"/><path d="M22 136l44-42 34 32 30-26 48 44"/><circle cx="132" cy="78" r="14" opacity=".7"/>""",
        SiteKind.Blog => """<path d="M46 170l14-46L148 36a16 16 0 0 1 23 0l3 3a16 16 0 0 1 0 23L92 150z"/><path d="M132 52l26 26M20 182h160" opacity=".7"/>""",
        SiteKind.Landing => """<path d="M100 20c34 26 44 62 34 104H66C56 82 66 46 100 20z"/><circle cx="100" cy="78" r="16"/><path d="M66 100l-28 34 10 30 26-22M134 100l28 34-10 30-26-22M86 144v34M114 144v34M100 144v44" opacity=".8"/>""",
        SiteKind.Event => """<rect x="24" y="42" width="152" height="136" rx="12"/><path d="M24 82h152M62 24v34M138 24v34"/><path d="M100 158c-24-16-30-28-26-40 4-10 20-10 26 2 6-12 22-12 26-2 4 12-2 24-26 40z" opacity=".8"/>""",
        SiteKind.Salon => """<path d="M100 176c-40-10-62-40-62-84 28 2 50 18 62 46 12-28 34-44 62-46 0 44-22 74-62 84z"/><path d="M100 138c-22-30-22-70 0-104 22 34 22 74 0 104z"/>""",
        _ => """<circle cx="100" cy="100" r="78"/><path d="M22 100h156M100 22c30 24 30 132 0 156M100 22c-30 24-30 132 0 156" opacity=".75"/>""",
    };
}

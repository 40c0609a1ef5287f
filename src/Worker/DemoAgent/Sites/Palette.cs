namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>The colours of a page, chosen so that every text on it has a contrast of at least 4.5.</summary>
internal sealed record Palette
{
    /// <summary>What WCAG 2.2 AA asks of text.</summary>
    public const double Readable = 4.5;

    private const int Steps = 40;

    public required Rgb Background { get; init; }

    /// <summary>Cards.</summary>
    public required Rgb Surface { get; init; }

    /// <summary>Every second band of the page.</summary>
    public required Rgb Band { get; init; }

    public required Rgb Line { get; init; }

    public required Rgb Text { get; init; }

    public required Rgb Muted { get; init; }

    /// <summary>The primary colour as text on any of the three grounds.</summary>
    public required Rgb Strong { get; init; }

    /// <summary>Buttons.</summary>
    public required Rgb Primary { get; init; }

    public required Rgb OnPrimary { get; init; }

    public required Rgb HeroFrom { get; init; }

    public required Rgb HeroTo { get; init; }

    public required Rgb Accent { get; init; }

    public required Rgb Footer { get; init; }

    public required Rgb OnFooter { get; init; }

    public bool IsDark => Background.Luminance < Text.Luminance;

    /// <summary>
    /// Makes a whole palette of the colours that were asked for; <paramref name="fallback"/> is the kind's own.
    /// </summary>
    public static Palette From(SiteColours colours, Rgb fallback)
    {
        var primary = Parse(colours.Primary) ?? fallback;
        var background = Parse(colours.Background)
            ?? (colours.Dark == true ? new Rgb(13, 15, 22).Mix(primary, 0.06) : Rgb.White.Mix(primary, 0.02));
        var text = Best(background).Mix(background, 0.04);
        text = Reach(text, Best(background), [background], 7);
        var light = background.Luminance > text.Luminance;
        var surface = Allow(background.Mix(Rgb.White, light ? 0.75 : 0.06), background, text);
        var band = Allow(background.Mix(primary, light ? 0.06 : 0.10), background, text);
        Rgb[] grounds = [background, surface, band];
        text = Reach(text, Best(background), grounds, Readable);
        var button = ButtonColour(primary);
        var accent = Parse(colours.Accent) ?? button.Turn(40);
        var (from, to) = Hero(button, Parse(colours.Accent));
        var footer = light ? Rgb.Ink.Mix(primary, 0.14) : background.Mix(Rgb.Black, 0.35);
        return new Palette
        {
            Background = background,
            Surface = surface,
            Band = band,
            Line = background.Mix(text, 0.13),
            Text = text,
            Muted = Reach(text.Mix(background, 0.32), text, grounds, Readable),
            Strong = Reach(primary, text, grounds, Readable),
            Primary = button,
            OnPrimary = Best(button),
            HeroFrom = from,
            HeroTo = to,
            Accent = accent,
            Footer = footer,
            OnFooter = Reach(Best(footer).Mix(footer, 0.2), Best(footer), [footer], Readable),
        };
    }

    /// <summary>
    /// White or ink, whichever reads better; black where neither reads well enough, and then it does.
    /// </summary>
    public static Rgb Best(Rgb ground)
    {
        var better = ground.Contrast(Rgb.White) >= ground.Contrast(Rgb.Ink) ? Rgb.White : Rgb.Ink;
        return ground.Contrast(better) >= Readable ? better : Rgb.Black;
    }

    /// <summary>The lowest contrast of a text anywhere on a gradient.</summary>
    public static double OnGradient(Rgb text, Rgb from, Rgb to) =>
        Enumerable.Range(0, 21).Min(step => text.Contrast(from.Mix(to, step / 20.0)));

    /// <summary>Strong colours are darkened until white reads on them, bright ones keep dark text.</summary>
    private static Rgb ButtonColour(Rgb primary)
    {
        if (primary.Contrast(Rgb.White) >= 2.6)
        {
            return Reach(primary, Rgb.Black, [Rgb.White], Readable);
        }

        return Reach(primary, Rgb.White, [Rgb.Ink], Readable);
    }

    private static (Rgb From, Rgb To) Hero(Rgb button, Rgb? accent)
    {
        var text = Best(button);
        var far = text == Rgb.White ? Rgb.Black : Rgb.White;
        var to = accent ?? button.Turn(IsWarm(button) ? -34 : 38).Mix(far, 0.16);
        for (var step = 0; step < Steps && OnGradient(text, button, to) < Readable; step++)
        {
            to = to.Mix(step < Steps / 2 ? far : button, 0.12);
        }

        return (button, OnGradient(text, button, to) < Readable ? button : to);
    }

    /// <summary>Reds to yellows: turning these towards green makes mud, towards pink it makes an evening sky.</summary>
    private static bool IsWarm(Rgb colour) => colour.Hue is < 70 or > 345;

    private static Rgb Allow(Rgb wanted, Rgb otherwise, Rgb text) =>
        text.Contrast(wanted) >= Readable ? wanted : otherwise;

    private static Rgb Reach(Rgb colour, Rgb towards, IReadOnlyList<Rgb> grounds, double contrast)
    {
        for (var step = 0; step < Steps && grounds.Any(ground => colour.Contrast(ground) < contrast); step++)
        {
            colour = colour.Mix(towards, 0.12);
        }

        return grounds.All(ground => colour.Contrast(ground) >= contrast) ? colour : towards;
    }

    private static Rgb? Parse(string? text) => text is null ? null : Rgb.Parse(text);
}

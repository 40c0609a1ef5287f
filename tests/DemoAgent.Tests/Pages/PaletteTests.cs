using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Tests.Pages;

public sealed class PaletteTests
{
    private static readonly string?[] Primaries =
        [
            null, "#ffffff", "#000000", "#ffff00", "#808080", "#ff0000", "#00ff00", "#0000ff", "#f5c518", "#777777",
            "#c0ffee",
        ];

    private static readonly string?[] Grounds =
        [null, "#ffffff", "#000000", "#808080", "#777777", "#ff0000", "#fbf5e6", "#123456"];

    public static TheoryData<string?, string?, string?, bool> Combinations()
    {
        var data = new TheoryData<string?, string?, string?, bool>();
        foreach (var primary in Primaries)
        {
            foreach (var ground in Grounds)
            {
                data.Add(primary, null, ground, false);
                data.Add(primary, "#fbf5e6", ground, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_text_has_contrast_enough(string? primary, string? accent, string? background, bool dark)
    {
        var palette = Palette.From(new SiteColours(primary, accent, background, dark), new Rgb(0x1d, 0x5f, 0xb8));

        foreach (var ground in new[] { palette.Background, palette.Surface, palette.Band })
        {
            Assert.All([palette.Text, palette.Muted, palette.Strong], text => Readable(text, ground));
        }

        Readable(palette.OnPrimary, palette.Primary);
        Readable(palette.OnFooter, palette.Footer);
        Readable(palette.HeroFrom, palette.OnPrimary);
        Assert.True(Palette.OnGradient(palette.OnPrimary, palette.HeroFrom, palette.HeroTo) >= Palette.Readable);
    }

    [Fact]
    public void Contrast_is_that_of_the_guidelines()
    {
        Assert.Equal(21, new Rgb(0, 0, 0).Contrast(Rgb.White), 3);
        Assert.Equal(4.48, Rgb.Parse("#777777")!.Value.Contrast(Rgb.White), 2);
    }

    private static void Readable(Rgb text, Rgb ground) =>
        Assert.True(text.Contrast(ground) >= Palette.Readable, $"{text} on {ground}: {text.Contrast(ground):0.00}");
}

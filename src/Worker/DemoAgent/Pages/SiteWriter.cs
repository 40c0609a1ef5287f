using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Makes every text file of a site. The same site gives the same files.</summary>
internal static class SiteWriter
{
    public static IReadOnlyList<PageFile> Write(SiteModel site, int year)
    {
        var copy = KindCopy.For(site.Kind);
        var palette = Palette.From(site.Colours, copy.Colour);
        List<PageFile> files =
        [
            new("styles.css", StyleSheet.Write(palette, copy.Serif)),
            new("site.js", Script.Text),
            new("favicon.svg", Artwork.Favicon(site, palette)),
            new("assets/hero.svg", Artwork.Hero(site.Kind, palette)),
        ];
        for (var number = 1; number <= Artwork.Count; number++)
        {
            files.Add(new PageFile($"assets/art-{number}.svg", Artwork.Picture(number, palette)));
        }

        files.Add(new PageFile("index.html", PageWriter.Write(site, copy, palette, year)));
        return files;
    }
}

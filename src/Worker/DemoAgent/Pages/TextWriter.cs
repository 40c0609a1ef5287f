using TmuxBuilder.DemoAgent.Copy;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes sections that are running text.</summary>
internal static class TextWriter
{
    private const int EnoughText = 200;

    public static string About(SiteModel site, KindCopy copy)
    {
        List<string> paragraphs = [.. site.Facts];
        if (paragraphs.Sum(paragraph => paragraph.Length) < EnoughText)
        {
            paragraphs.AddRange(copy.About.Select(text => text.Replace("{0}", site.Title, StringComparison.Ordinal)));
        }

        var picture = site.Pictures.Count > 1
            ? $"""<img src="assets/{site.Pictures[1].Asset}" alt="Another picture that came with the request" loading="lazy">"""
            : """<img src="assets/art-2.svg" alt="" width="480" height="360" loading="lazy">""";
        var text = string.Concat(paragraphs.Select((paragraph, at) =>
            $"""<p{(at == 0 ? " class=\"first\"" : "")} dir="auto">{Html.Escape(paragraph)}</p>"""));
        return $"""<div class="split"><div class="prose">{text}</div><div class="split-art">{picture}</div></div>""";
    }

    public static string Story(SiteModel site) =>
        $"""<div class="prose story-text">{string.Concat(site.Story.Where(block => !IsTitle(block, site)).Select(Block))}</div>""";

    private static bool IsTitle(TextBlock block, SiteModel site) => block.IsHeading && block.Text == site.Title;

    private static string Block(TextBlock block)
    {
        var tag = block.IsHeading ? "h3" : "p";
        return $"""<{tag} dir="auto">{Html.Escape(block.Text)}</{tag}>""";
    }
}

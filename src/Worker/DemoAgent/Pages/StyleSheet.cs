using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>The style sheet of a page in its colours.</summary>
internal static class StyleSheet
{
    private const string Sans =
        "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", \"Liberation Sans\", Arial, sans-serif";
    private const string Serif =
        "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, Georgia, \"Liberation Serif\", serif";

    public static string Write(Palette colours, bool serif)
    {
        var shade = colours.OnPrimary == Rgb.White ? "0 0 0" : "255 255 255";
        return $$"""
            :root {
              color-scheme: {{(colours.IsDark ? "dark" : "light")}};
              --ground: {{colours.Background}};
              --surface: {{colours.Surface}};
              --band: {{colours.Band}};
              --line: {{colours.Line}};
              --text: {{colours.Text}};
              --muted: {{colours.Muted}};
              --strong: {{colours.Strong}};
              --primary: {{colours.Primary}};
              --on-primary: {{colours.OnPrimary}};
              --hero-from: {{colours.HeroFrom}};
              --hero-to: {{colours.HeroTo}};
              --hero-shade: {{shade}};
              --foot: {{colours.Footer}};
              --on-foot: {{colours.OnFooter}};
              --body: {{Sans}};
              --display: {{(serif ? Serif : Sans)}};
              --tight: {{(serif ? "-.015em" : "-.03em")}};
              --weight: {{(serif ? "600" : "750")}};
              --shadow: 0 1px 2px rgb(10 12 20 / .06), 0 12px 32px -12px rgb(10 12 20 / .18);
              --radius: 20px;
            }

            """ + StyleRules.Text;
    }
}

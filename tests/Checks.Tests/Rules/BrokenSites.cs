using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Rules;

/// <summary>Sites with exactly one fault each, by the rule that has to find it.</summary>
internal static class BrokenSites
{
    private const string Elsewhere = "https://cdn.example.com";

    public static IReadOnlyDictionary<string, Dictionary<string, string>> All { get; } =
        new Dictionary<string, Dictionary<string, string>>
        {
            ["page.status"] = new() { ["about.html"] = GoodSite.Page("") },
            ["redirect.loop"] = GoodSite.Files(head: """<meta http-equiv="refresh" content="0">"""),
            ["redirect.elsewhere"] = GoodSite.Files($"<script>location.href = 'http://www.example.com/shop'</script>"),
            ["console.error"] = GoodSite.Files("<script>console.error('The price list is not there')</script>"),
            ["script.exception"] = GoodSite.Files("<script>prices.show()</script>"),
            ["request.failed"] = GoodSite.Files("""<script src="/prices.js"></script>"""),
            ["request.elsewhere"] = GoodSite.Files(head: $"""<link rel="stylesheet" href="{Elsewhere}/theme.css">"""),
            ["resource.elsewhere"] = GoodSite.Files($"""<img src="{Elsewhere}/loaf.jpg" alt="A loaf">"""),
            ["address.forbidden"] = GoodSite.Files("<script>fetch('http://localhost:3000/').catch(() => {})</script>"),
            ["link.broken"] = GoodSite.Files("""<a href="/prices.html">Prices</a>"""),
            ["image.broken"] = GoodSite.Files("""<img src="/loaf.jpg" alt="A loaf">"""),
            ["anchor.broken"] = GoodSite.Files("""<a href="#prices">Prices</a>"""),
            ["link.dead"] = GoodSite.Files("""<a href="#">Prices</a>"""),
            ["button.dead"] = GoodSite.Files("""<button type="button">Order now</button>"""),
            ["form.dead"] = GoodSite.Files("""<form><label>E-mail <input type="email" name="mail"></label><button>Send</button></form>"""),
            ["form.elsewhere"] = GoodSite.Files($"""<form action="{Elsewhere}/f" method="post"><label>E-mail <input name="mail"></label><button>Send</button></form>"""),
            ["page.empty"] = Replace(GoodSite.Files(), "<body>", "<body hidden>"),
            ["text.placeholder"] = GoodSite.Files("<p>Lorem ipsum dolor sit amet, consectetur.</p>"),
            ["layout.overflow"] = GoodSite.Files("""<div style="width: 700px">A wide board</div>"""),
            ["head.title"] = Replace(GoodSite.Files(), "<title>Morgenrot bakery<", "<title>Vite + React<"),
            ["head.description"] = Replace(GoodSite.Files(), "name=\"description\"", "name=\"keywords\""),
            ["head.lang"] = Replace(GoodSite.Files(), " lang=\"en\"", ""),
            ["head.viewport"] = Replace(GoodSite.Files(), "name=\"viewport\"", "name=\"port\""),
            ["head.favicon"] = Replace(GoodSite.Files(), """<link rel="icon" href="/icon.svg">""", ""),
            ["access.serious"] = GoodSite.Files("""<p style="color: #ccc">Closed on Mondays.</p>"""),
            ["access.minor"] = Replace(GoodSite.Files(), "initial-scale=1", "user-scalable=no"),
            ["page.popup"] = GoodSite.Files("<script>window.open('/index.html')</script>"),
            ["page.download"] = GoodSite.Files(
                """
                <script>
                  const a = document.createElement('a');
                  a.href = URL.createObjectURL(new Blob(['x']));
                  a.download = 'x.txt';
                  a.click();
                </script>
                """),
            ["page.dialog"] = GoodSite.Files("<script>alert('Welcome')</script>"),
            ["limit.output"] = GoodSite.Files("<script>for (let i = 0; i < 3000; i++) console.log('again')</script>"),
        };

    private static Dictionary<string, string> Replace(Dictionary<string, string> files, string old, string with)
    {
        Assert.Contains(old, files["index.html"], StringComparison.Ordinal);
        files["index.html"] = files["index.html"].Replace(old, with, StringComparison.Ordinal);
        return files;
    }
}

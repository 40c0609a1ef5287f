using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Rules;

/// <summary>Pages with exactly one fault each, by the rule that has to find it.</summary>
internal static class BrokenSites
{
    private const string Elsewhere = "https://cdn.example.com";

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["redirect.loop"] = Page(head: """<meta http-equiv="refresh" content="0">"""),
            ["redirect.elsewhere"] = Page($"<script>location.href = 'http://www.example.com/shop'</script>"),
            ["console.error"] = Page("<script>console.error('The price list is not there')</script>"),
            ["script.exception"] = Page("<script>prices.show()</script>"),
            ["request.failed"] = Page("""<script src="/prices.js"></script>"""),
            ["request.elsewhere"] = Page(head: $"""<link rel="stylesheet" href="{Elsewhere}/theme.css">"""),
            ["resource.elsewhere"] = Page($"""<img src="{Elsewhere}/loaf.jpg" alt="A loaf">"""),
            ["address.forbidden"] = Page("<script>fetch('http://localhost:3000/').catch(() => {})</script>"),
            ["link.broken"] = Page("""<a href="/prices.html">Prices</a>"""),
            ["image.broken"] = Page("""<img src="/loaf.jpg" alt="A loaf">"""),
            ["anchor.broken"] = Page("""<a href="#prices">Prices</a>"""),
            ["link.dead"] = Page("""<a href="#">Prices</a>"""),
            ["button.dead"] = Page("""<button type="button">Order now</button>"""),
            ["form.dead"] = Page("""<form><label>E-mail <input type="email" name="mail"></label><button>Send</button></form>"""),
            ["form.locked"] = Page("""<form><label>E-mail <input type="email" name="mail"></label><button disabled>Order</button></form>"""),
            ["form.elsewhere"] = Page($"""<form action="{Elsewhere}/f" method="post"><label>E-mail <input name="sender"></label><button>Send</button></form>"""),
            ["page.empty"] = Replace(Page(), "<body>", "<body hidden>"),
            ["text.placeholder"] = Page("<p>Lorem ipsum dolor sit amet, consectetur.</p>"),
            ["layout.overflow"] = Page("""<div style="width: 700px">A wide board</div>"""),
            ["head.title"] = Replace(Page(), "<title>Morgenrot bakery<", "<title>Vite + React<"),
            ["head.description"] = Replace(Page(), "name=\"description\"", "name=\"keywords\""),
            ["head.lang"] = Replace(Page(), " lang=\"en\"", ""),
            ["head.viewport"] = Replace(Page(), "name=\"viewport\"", "name=\"port\""),
            ["head.favicon"] = Replace(Page(), """<link rel="icon" href="/icon.svg">""", ""),
            ["access.serious"] = Page("""<p style="color: #ccc">Closed on Mondays.</p>"""),
            ["access.minor"] = Replace(Page(), "initial-scale=1", "user-scalable=no"),
            ["page.popup"] = Page("<script>window.open('/')</script>"),
            ["page.download"] = Page(
                """
                <script>
                  const a = document.createElement('a');
                  a.href = URL.createObjectURL(new Blob(['x']));
                  a.download = 'x.txt';
                  a.click();
                </script>
                """),
            ["page.dialog"] = Page("<script>alert('Welcome')</script>"),
            ["limit.output"] = Page("<script>for (let i = 0; i < 3000; i++) console.log('again')</script>"),
        };

    private static string Page(string body = "", string head = "") => GoodSite.Page(body, head: head);

    private static string Replace(string page, string old, string with)
    {
        Assert.Contains(old, page, StringComparison.Ordinal);
        return page.Replace(old, with, StringComparison.Ordinal);
    }
}

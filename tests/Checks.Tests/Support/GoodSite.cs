namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>A small site nobody would complain about, to break in one place.</summary>
internal static class GoodSite
{
    private const string Icon =
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#844"/></svg>""";

    private const string Style =
        """
        body { font: 18px/1.6 serif; margin: 0 auto; max-width: 40rem; padding: 1rem; color: #222; background: #fff }
        a { color: #603; text-decoration: underline } img { max-width: 100% } nav a { margin-right: 1rem }
        """;

    /// <summary>A page with the site's frame around <paramref name="body"/>.</summary>
    public static string Page(string body, string title = "Morgenrot bakery", string head = "") => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{title}</title>
          <meta name="description" content="Bread from a wood-fired oven, every morning from six.">
          <link rel="icon" href="/icon.svg">
          <link rel="stylesheet" href="/style.css">
          {head}
        </head>
        <body>
          <main><h1>{title}</h1><p>Bread from a wood-fired oven, every morning from six o'clock.</p>{body}</main>
        </body>
        </html>
        """;

    /// <summary>The files every variant has.</summary>
    public static Dictionary<string, string> Files(string body = "", string head = "") => new()
    {
        ["index.html"] = Page(body, head: head),
        ["icon.svg"] = Icon,
        ["style.css"] = Style,
    };

    /// <summary>Five pages with links, places, a picture, a working form and a working button.</summary>
    public static Dictionary<string, string> Complete()
    {
        const string nav =
            """
            <nav><a href="/">Home</a><a href="/bread/">Our bread</a><a href="/visit.html">Visit us</a>
            <a href="/about.html#team">The team</a><a href="/contact.html">Contact</a></nav>
            """;
        var files = Files(nav + """<img src="/loaf.svg" alt="A loaf of rye" width="200" height="100"><a href="#hours">Hours</a><h2 id="hours">Hours</h2><p>Six to two.</p>""");
        files["loaf.svg"] = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#a63"/></svg>""";
        files["bread/index.html"] = Page(nav + "<p>Rye, spelt and wheat.</p>", "Our bread");
        files["visit.html"] = Page(nav + """<button type="button" id="more">Show the way</button><p id="way"></p><script src="/visit.js"></script>""", "Visit us");
        files["visit.js"] =
            """
            const way = document.getElementById('way');
            document.getElementById('more').addEventListener('click', () => { way.textContent = 'Third street left.'; });
            """;
        files["about.html"] = Page(nav + """<h2 id="team">The team</h2><p>Ada and Grace.</p>""", "About us");
        files["contact.html"] = Page(
            nav + """
            <form id="ask"><p><label>Your name <input name="name" required></label></p>
            <p><label>Your e-mail <input name="email" type="email" required></label></p>
            <p><label>Your question <textarea name="question" required></textarea></label></p>
            <button>Send</button><p role="status" id="said"></p></form>
            <script>document.getElementById('ask').addEventListener('submit', (e) => { e.preventDefault();
              document.getElementById('said').textContent = 'Thank you, ' + e.target.elements.name.value + '.'; });</script>
            """,
            "Contact");
        return files;
    }
}

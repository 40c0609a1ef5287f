namespace TmuxBuilder.Bench.Sites;

/// <summary>A small site with what small sites have: five pages, a menu, pictures, a form that answers.</summary>
internal static class FivePages
{
    public const int Count = 5;

    private const string Icon =
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#844"/></svg>""";

    private const string Style =
        """
        body { font: 18px/1.6 serif; margin: 0 auto; max-width: 40rem; padding: 1rem; color: #222; background: #fff }
        a { color: #603; text-decoration: underline } img { max-width: 100% } nav a { margin-right: 1rem }
        """;

    private const string Picture =
        """<img src="/loaf.svg" alt="A loaf of bread" width="80" height="80">""";

    private const string Form =
        """
        <form id="order">
          <p><label for="name">Your name</label> <input id="name" name="name" required autocomplete="name"></p>
          <p><button type="submit">Order bread</button></p>
          <p id="answer" role="status"></p>
        </form>
        <script src="/form.js" defer></script>
        """;

    private const string Script =
        """
        document.getElementById('order').addEventListener('submit', event => {
          event.preventDefault();
          document.getElementById('answer').textContent = 'Thank you, your bread will be ready at six.';
        });
        """;

    private static readonly (string Path, string Title)[] Pages =
    [
        ("index.html", "Morgenrot bakery"),
        ("bread.html", "Our bread"),
        ("hours.html", "Opening hours"),
        ("story.html", "Our story"),
        ("order.html", "Order bread"),
    ];

    public static void Write(string folder)
    {
        var menu = string.Concat(Pages.Select(page => $"<a href=\"/{page.Path}\">{page.Title}</a> "));
        foreach (var (path, title) in Pages)
        {
            var body = path == "order.html" ? Form : Picture;
            File.WriteAllText(Path.Combine(folder, path), $"""
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>{title}</title>
                  <meta name="description" content="{title}: bread from a wood-fired oven, every morning from six.">
                  <link rel="icon" href="/loaf.svg">
                  <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                  <header><nav aria-label="Main">{menu}</nav></header>
                  <main>
                    <h1>{title}</h1><p>Bread from a wood-fired oven, every morning from six o'clock.</p>{body}
                  </main>
                </body>
                </html>
                """);
        }

        File.WriteAllText(Path.Combine(folder, "loaf.svg"), Icon);
        File.WriteAllText(Path.Combine(folder, "style.css"), Style);
        File.WriteAllText(Path.Combine(folder, "form.js"), Script);
    }
}

using System.Text;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>Writes <c>summary.md</c>: the reply the client reads.</summary>
internal static class Summary
{
    private const string Label =
        "_Written by the demo builder: no AI model is used. It follows a script and understands simple requests._";

    public static string Built(FinishedRequest request, SiteModel site, string url)
    {
        var text = new StringBuilder();
        text.Append(request.IsNew
            ? $"## Your site “{Plain(site.Title)}” is built\n\n"
            : $"## “{Plain(site.Title)}” is updated\n\n");
        text.Append($"**{url}**\n\n");
        var sections = site.Sections.Where(section => section != SectionKind.Footer)
            .Select(section => Understanding.SectionReader.NameOf(section));
        text.Append(request.IsNew
            ? $"It is a {Kind(site.Kind)} page that works on phones and large screens, with these parts: "
                + $"{string.Join(", ", sections)}.\n\n"
            : "");
        List(text, "What I did", request.Done.Select(line => char.ToUpperInvariant(line[0]) + line[1..]));
        List(text, "What I did not do", request.NotDone);
        text.Append("Texts, prices and times that you did not give are samples; the contact form sends nothing.\n\n");
        return text.Append(Label).Append('\n').ToString();
    }

    public static string Unchanged(FinishedRequest request, SiteModel site)
    {
        var text = new StringBuilder("## Nothing was changed\n\n");
        text.Append($"I found nothing in the message that I can do, so “{Plain(site.Title)}” stays as it is");
        text.Append(site.Url is { } url ? $": **{url}**\n\n" : ".\n\n");
        List(text, "What I did not do", request.NotDone);
        text.Append(
            "I understand a title, a headline, colours, sections to add or remove, contact details, lists, opening "
                + "hours and uploaded pictures or texts.\n\n");
        return text.Append(Label).Append('\n').ToString();
    }

    public static string NotMended() => $"""
        ## Nothing was mended

        The check of the site found something the demo builder's script cannot mend, so it stays as it is.

        {Label}

        """;

    public static string Failed(SiteModel site, string step, string reason)
    {
        var text = new StringBuilder($"## “{Plain(site.Title)}” was not published\n\n");
        text.Append($"The step “{step}” failed, so there is no new version online. The files are in `code/dist`.\n\n");
        text.Append("```\n").Append(reason.Replace("```", "'''", StringComparison.Ordinal)).Append("\n```\n\n");
        return text.Append(Label).Append('\n').ToString();
    }

    private static void List(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append($"### {heading}\n\n");
            all.ForEach(line => text.Append("- ").Append(Plain(line)).Append('\n'));
            text.Append('\n');
        }
    }

    private static string Kind(SiteKind kind) => kind switch
    {
        SiteKind.Generic => "one-page",
        SiteKind.Landing => "landing",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Client words may not become headings, links or markup of ours.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '<' or '>' or '[' or ']' or '`' or '*' or '_' or '\\' or '#' or '|' or '!')
            {
                plain.Append('\\');
            }

            plain.Append(c);
        }

        return plain.ToString();
    }
}

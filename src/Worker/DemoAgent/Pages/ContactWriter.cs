using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>Writes the contact section: details, as far as known, and a form that sends nothing and says so.</summary>
internal static class ContactWriter
{
    public static string Write(SiteModel site) => $"""
        <div class="split contact-row">
          <div class="prose">
            <p class="first">Questions, wishes, ideas? We are glad about every message.</p>
            {Details(site.Contact)}
          </div>
          <form class="card form" novalidate>
            <p class="field"><label for="name">Your name</label><input id="name" name="name" autocomplete="name" required maxlength="80" aria-describedby="name-problem"><span class="problem" id="name-problem"></span></p>
            <p class="field"><label for="email">Your e-mail</label><input id="email" name="email" type="email" autocomplete="email" required maxlength="120" aria-describedby="email-problem"><span class="problem" id="email-problem"></span></p>
            <p class="field"><label for="message">Your message</label><textarea id="message" name="message" rows="4" required maxlength="2000" aria-describedby="message-problem"></textarea><span class="problem" id="message-problem"></span></p>
            <button class="button" type="submit" disabled>Send message</button>
            <p class="note">Demo form: your message stays on this page and is not sent anywhere.</p>
            <p class="result" role="status"></p>
          </form>
        </div>
        """;

    private static string Details(ContactDetails contact)
    {
        List<string> lines = [];
        if (contact.Address is { } address)
        {
            lines.Add($"""<dt>Address</dt><dd dir="auto">{Html.Escape(address)}</dd>""");
        }

        if (contact.Phone is { } phone)
        {
            var digits = string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'));
            lines.Add($"""<dt>Telephone</dt><dd><a href="tel:{digits}">{Html.Escape(phone)}</a></dd>""");
        }

        if (contact.Email is { } email)
        {
            lines.Add($"""<dt>E-mail</dt><dd><a href="mailto:{Html.Escape(email)}">{Html.Escape(email)}</a></dd>""");
        }

        return lines.Count == 0 ? "" : $"""<dl class="details">{string.Concat(lines)}</dl>""";
    }
}

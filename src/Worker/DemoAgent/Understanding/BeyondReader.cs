using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds what was asked for and a scripted builder of one static page cannot do.</summary>
internal static partial class BeyondReader
{
    private static readonly (Regex Pattern, string Line)[] Known =
    [
        (PaymentPattern(), "online payments, a cart or a checkout: the page only shows what there is"),
        (LoginPattern(), "login, sign-up or user accounts"),
        (DatabasePattern(), "a database or any other part that runs on a server"),
        (BookingPattern(), "online booking: the contact form is a demo and books nothing"),
        (MailPattern(), "sending e-mail or newsletters: nothing is sent from the contact form"),
        (SearchPattern(), "a search function"),
        (LanguagePattern(), "translations or several languages: I do not translate"),
        (LiveChatPattern(), "live chat or a chatbot"),
        (AnalyticsPattern(), "analytics or tracking"),
        (MapPattern(), "an embedded map: the page loads nothing from other sites"),
        (VideoPattern(), "video"),
        (FeedPattern(), "social media feeds or links"),
        (DomainPattern(), "a domain name of your own"),
        (AdminPattern(), "an admin area or a content management system"),
        (FrameworkPattern(), "a particular framework: I write plain HTML and CSS"),
        (AnimationPattern(), "animations or 3D effects"),
        (FontPattern(), "a font of your choice"),
        (LogoPattern(), "designing a logo"),
        (PagesPattern(), "more than one page: I build a single page with sections"),
        (AddressPattern(), "looking at web addresses: I have no network"),
    ];

    public static void Apply(IReadOnlyList<Sentence> sentences, Findings findings)
    {
        foreach (var sentence in sentences.Where(sentence => !NotWantedPattern().IsMatch(sentence.Text)))
        {
            foreach (var (pattern, line) in Known)
            {
                if (pattern.IsMatch(sentence.Text))
                {
                    sentence.Understand();
                    findings.Left(line);
                }
            }
        }
    }

    /// <summary>"No online payments", "without a login": leaving something out is what happens anyway.</summary>
    [GeneratedRegex(@"^\s*(?:no|without|don['’]?t|do\s+not)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotWantedPattern();

    [GeneratedRegex(@"\b(?:payments?|pay\s+online|checkout|stripe|paypal|credit\s+cards?|shopping\s+cart|cart|basket|buy\s+online|order\s+online|online\s+orders?(?:ing)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PaymentPattern();

    [GeneratedRegex(@"\b(?:log-?\s?ins?|log\s+in|sign-?\s?(?:up|in)|(?:user|customer)\s+accounts?|accounts|passwords?|members?(?:hip)?\s+area|authentication)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LoginPattern();

    [GeneratedRegex(@"\b(?:databases?|sql|back-?end|server-side|rest\s+api|an?\s+api)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DatabasePattern();

    [GeneratedRegex(@"\b(?:booking|book\s+(?:online|a|an)|reservations?|reserve|appointments?|calendar)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BookingPattern();

    [GeneratedRegex(@"\b(?:send(?:s|ing)?\s+(?:\w+\s+){0,2}(?:e-?mails?|messages?)|newsletters?|mailchimp|smtp|e-?mail\s+notifications?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MailPattern();

    [GeneratedRegex(@"\b(?:search\s+(?:function|bar|box|field)|searchable)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SearchPattern();

    [GeneratedRegex(@"\b(?:translat\w+|multi-?lingual|bilingual|two\s+languages|in\s+(?:french|german|spanish|italian|portuguese|dutch|polish|chinese|japanese|arabic|russian|hindi|turkish))\b", RegexOptions.IgnoreCase)]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"\b(?:live\s+chat|chat\s?bot|ai\s+assistant|chat\s+widget)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LiveChatPattern();

    [GeneratedRegex(@"\b(?:analytics|tracking|cookie\s+banner)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnalyticsPattern();

    [GeneratedRegex(@"\b(?:google\s+maps?|(?:embedded|interactive)\s+map|a\s+map)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MapPattern();

    [GeneratedRegex(@"\b(?:videos?|youtube|vimeo)\b", RegexOptions.IgnoreCase)]
    private static partial Regex VideoPattern();

    [GeneratedRegex(@"\b(?:instagram|facebook|tiktok|twitter|linkedin|social\s+media)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FeedPattern();

    [GeneratedRegex(@"\b(?:(?:own|custom)\s+domain|domain\s+name)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DomainPattern();

    [GeneratedRegex(@"\b(?:admin\s+(?:panel|area|page)|cms|dashboard|wordpress|content\s+management)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AdminPattern();

    [GeneratedRegex(@"\b(?:react|vue|angular|svelte|next\.?js|tailwind|bootstrap|typescript|php|laravel)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FrameworkPattern();

    [GeneratedRegex(@"\b(?:animat\w+|parallax|3d|webgl)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnimationPattern();

    [GeneratedRegex(@"\b(?:fonts?|typeface|comic\s+sans|helvetica|google\s+fonts)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FontPattern();

    [GeneratedRegex(@"\b(?:logo)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LogoPattern();

    [GeneratedRegex(@"\b(?:(?:two|three|four|five|several|multiple|many|separate|\d+)\s+pages|multi-?page|sub-?pages?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PagesPattern();

    [GeneratedRegex(@"\bhttps?://\S+|\bwww\.\S+", RegexOptions.IgnoreCase)]
    private static partial Regex AddressPattern();
}

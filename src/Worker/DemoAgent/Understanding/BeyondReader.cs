using System.Text.RegularExpressions;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Finds what was asked for and a scripted builder of one static page cannot do.</summary>
internal static class BeyondReader
{
    /// <summary>"No online payments", "without a login": leaving something out is what happens anyway.</summary>
    private static readonly Regex NotWantedPattern = Pattern.Words(@"^\s*(?:no|without|don['’]?t|do\s+not)\b");

    private static readonly (Regex Pattern, string Line)[] Known =
    [
        (Pattern.Words(
            @"\b(?:payments?|pay\s+online|checkout|stripe|paypal|credit\s+cards?|shopping\s+cart|cart|" +
            @"basket|buy\s+online|order\s+online|online\s+orders?(?:ing)?)\b"),
            "online payments, a cart or a checkout: the page only shows what there is"),
        (Pattern.Words(
            @"\b(?:log-?\s?ins?|log\s+in|sign-?\s?(?:up|in)|(?:user|customer)\s+accounts?|accounts|" +
            @"passwords?|members?(?:hip)?\s+area|authentication)\b"),
            "login, sign-up or user accounts"),
        (Pattern.Words(
            @"\b(?:databases?|sql|back-?end|server-side|rest\s+api|an?\s+api)\b"),
            "a database or any other part that runs on a server"),
        (Pattern.Words(
            @"\b(?:booking|book\s+(?:online|a|an)|reservations?|reserve|appointments?|calendar)\b"),
            "online booking: the contact form is a demo and books nothing"),
        (Pattern.Words(
            @"\b(?:send(?:s|ing)?\s+(?:\w+\s+){0,2}(?:e-?mails?|messages?)|newsletters?|mailchimp|smtp|" +
            @"e-?mail\s+notifications?)\b"),
            "sending e-mail or newsletters: nothing is sent from the contact form"),
        (Pattern.Words(@"\b(?:search\s+(?:function|bar|box|field)|searchable)\b"), "a search function"),
        (Pattern.Words(
            @"\b(?:translat\w+|multi-?lingual|bilingual|two\s+languages|in\s+(?:french|german|spanish|" +
            @"italian|portuguese|dutch|polish|chinese|japanese|arabic|russian|hindi|turkish))\b"),
            "translations or several languages: I do not translate"),
        (Pattern.Words(@"\b(?:live\s+chat|chat\s?bot|ai\s+assistant|chat\s+widget)\b"), "live chat or a chatbot"),
        (Pattern.Words(@"\b(?:analytics|tracking|cookie\s+banner)\b"), "analytics or tracking"),
        (Pattern.Words(
            @"\b(?:google\s+maps?|(?:embedded|interactive)\s+map|a\s+map)\b"),
            "an embedded map: the page loads nothing from other sites"),
        (Pattern.Words(@"\b(?:videos?|youtube|vimeo)\b"), "video"),
        (Pattern.Words(
            @"\b(?:instagram|facebook|tiktok|twitter|linkedin|social\s+media)\b"),
            "social media feeds or links"),
        (Pattern.Words(@"\b(?:(?:own|custom)\s+domain|domain\s+name)\b"), "a domain name of your own"),
        (Pattern.Words(
            @"\b(?:admin\s+(?:panel|area|page)|cms|dashboard|wordpress|content\s+management)\b"),
            "an admin area or a content management system"),
        (Pattern.Words(
            @"\b(?:react|vue|angular|svelte|next\.?js|tailwind|bootstrap|typescript|php|laravel)\b"),
            "a particular framework: I write plain HTML and CSS"),
        (Pattern.Words(@"\b(?:animat\w+|parallax|3d|webgl)\b"), "animations or 3D effects"),
        (Pattern.Words(@"\b(?:fonts?|typeface|comic\s+sans|helvetica|google\s+fonts)\b"), "a font of your choice"),
        (Pattern.Words(@"\b(?:logo)\b"), "designing a logo"),
        (Pattern.Words(
            @"\b(?:(?:two|three|four|five|several|multiple|many|separate|\d+)\s+pages|multi-?page|" +
            @"sub-?pages?)\b"),
            "more than one page: I build a single page with sections"),
        (Pattern.Words(@"\bhttps?://\S+|\bwww\.\S+"), "looking at web addresses: I have no network"),
    ];

    public static void Apply(IReadOnlyList<Sentence> sentences, Findings findings)
    {
        foreach (var sentence in sentences.Where(sentence => !NotWantedPattern.IsMatch(sentence.Text)))
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
}

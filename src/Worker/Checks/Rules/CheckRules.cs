using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks.Rules;

/// <summary>Every rule there is. An error is what a client would send back; docs/checks.md lists them.</summary>
internal static class CheckRules
{
    public static readonly CheckRule PageStatus = Error(
        "page.status", "A page that answers with an error, or not at all",
        "Build the page at this path, or change what leads to it.");

    public static readonly CheckRule RedirectLoop = Error(
        "redirect.loop", "Redirects, reloads or moves to other addresses without end",
        "Remove the redirect, reload or meta refresh that leads back to itself.");

    public static readonly CheckRule RedirectElsewhere = Error(
        "redirect.elsewhere", "A page that sends its visitor to another site by itself",
        "Show the content here, or offer a link the visitor may follow.");

    public static readonly CheckRule ConsoleError = Error(
        "console.error", "Errors written to the browser's console",
        "Find the cause of the message and mend it; do not silence it.");

    public static readonly CheckRule ScriptException = Error(
        "script.exception", "Exceptions no script caught",
        "Mend the script: check that what it uses exists before it is used.");

    public static readonly CheckRule RequestFailed = Error(
        "request.failed", "Scripts, styles, fonts, data or frames that do not load",
        "Put the file into the release or correct its address; file names are case-sensitive.");

    public static readonly CheckRule RequestElsewhere = Error(
        "request.elsewhere", "Scripts and styles the page waits for, loaded from another site",
        "Install the package or copy the file, and load it from the site itself.");

    public static readonly CheckRule ResourceElsewhere = Warning(
        "resource.elsewhere", "Pictures, fonts, data or async scripts of another site, which the check does not reach",
        "Put pictures and fonts into the release; keep only what must come from elsewhere, such as a map or a video.");

    public static readonly CheckRule AddressForbidden = Error(
        "address.forbidden", "Requests for local, private or metadata addresses, files, or other sessions' sites",
        "Remove the address: a visitor's browser cannot reach it. Use paths of the site itself.");

    public static readonly CheckRule LinkBroken = Error(
        "link.broken", "Links to pages or files the release does not have",
        "Create the target, correct the address, or remove the link.");

    public static readonly CheckRule ImageBroken = Error(
        "image.broken", "Pictures that do not load",
        "Put the picture into the release and correct its address; file names are case-sensitive.");

    public static readonly CheckRule AnchorBroken = Error(
        "anchor.broken", "Links to a #place the page does not have",
        "Give the target element this id, or correct the link.");

    public static readonly CheckRule LinkDead = Error(
        "link.dead", "Links with # or javascript: that do nothing",
        "Let the link lead somewhere, make it a button that works, or remove it.");

    public static readonly CheckRule ButtonDead = Error(
        "button.dead", "Buttons that nothing listens to, or that change nothing when pressed",
        "Make the button do what it says, or remove it.");

    public static readonly CheckRule FormDead = Error(
        "form.dead", "Forms that do nothing when they are filled in and sent",
        "Handle the submit: check the input, send or keep it, and show the visitor a message of what happened.");

    public static readonly CheckRule FormLocked = Warning(
        "form.locked", "Forms whose button stays disabled when they are filled in",
        "See that a visitor can send it, and is told what is missing until then.");

    public static readonly CheckRule FormElsewhere = Warning(
        "form.elsewhere", "Forms sent to another site, which the check does not try",
        "Make sure the service is set up and that the visitor gets an answer.");

    public static readonly CheckRule PageEmpty = Error(
        "page.empty", "A page that shows nothing",
        "See whether the script that draws the page fails, and whether its files are found.");

    public static readonly CheckRule Placeholder = Error(
        "text.placeholder", "Text that stands in for content: Lorem ipsum, Item 1, [Your name]",
        "Write real content, or remove the part that has none.");

    public static readonly CheckRule Overflow = Error(
        "layout.overflow", "Pages wider than the window at 360, 768 or 1440 pixels",
        "Let it wrap or shrink: max-width: 100%, flex-wrap, minmax(0, 1fr), overflow-wrap: anywhere.");

    public static readonly CheckRule Title = Error(
        "head.title", "Pages without a title, or with a tool's own",
        "Give every page a <title> that says what it is and whose.");

    public static readonly CheckRule Description = Warning(
        "head.description", "Pages without a description",
        "Add <meta name=\"description\" content=\"…\"> with a sentence on the page.");

    public static readonly CheckRule Language = Error(
        "head.lang", "Pages that do not say their language",
        "Set the language, such as <html lang=\"en\">.");

    public static readonly CheckRule Viewport = Error(
        "head.viewport", "Pages that phones show in a desktop's width",
        "Add <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">.");

    public static readonly CheckRule Favicon = Warning(
        "head.favicon", "Sites without an icon",
        "Add an icon file and <link rel=\"icon\" href=\"…\">.");

    public static readonly CheckRule AccessSerious = Error(
        "access.serious", "What keeps people with disabilities out (axe-core: serious and critical)",
        "Mend the elements named; the rule's name leads to its explanation at dequeuniversity.com.");

    public static readonly CheckRule AccessMinor = Warning(
        "access.minor", "What makes it harder for people with disabilities (axe-core: moderate and minor)",
        "Mend the elements named; the rule's name leads to its explanation at dequeuniversity.com.");

    public static readonly CheckRule WeightHeavy = Warning(
        "weight.heavy", "Pages of more than 3 MB",
        "Shrink pictures (WebP or AVIF at the size shown), load late what is not seen at once, drop unused code.");

    public static readonly CheckRule WeightHuge = Error(
        "weight.huge", "Pages of more than 15 MB",
        "Shrink pictures and videos, load late what is not seen at once, drop unused code.");

    public static readonly CheckRule Popup = Error(
        "page.popup", "Windows opened without a click",
        "Open nothing by itself; offer a link.");

    public static readonly CheckRule Download = Error(
        "page.download", "Downloads begun without a click",
        "Begin no download by itself; offer a link.");

    public static readonly CheckRule Dialog = Error(
        "page.dialog", "Dialogs (alert, confirm, prompt) shown without a click",
        "Show messages in the page.");

    public static readonly CheckRule TimeLimit = Error(
        "limit.time", "Pages that do not come to rest, or a site that takes longer than the whole check may",
        "Find what keeps the page busy: an endless loop, a request that is never answered, far too much work at once.");

    public static readonly CheckRule MemoryLimit = Error(
        "limit.memory", "Pages that take more memory than a browser may have here (1 GB)",
        "Load and keep less at once; look for a loop that never stops allocating.");

    public static readonly CheckRule OutputLimit = Error(
        "limit.output", "Pages that write, request or move without measure",
        "Remove debug output and loops that log or request without end.");

    public static readonly CheckRule Crash = Error(
        "page.crash", "Pages that bring the browser down",
        "Find what the page does too much of: memory, drawing, messages to the console.");

    public static readonly CheckRule Unreadable = Error(
        "page.unreadable", "Pages that the check could not look at, so that nothing is known of them",
        "Keep the page's own elements (html, head, body), and name no form or field like a property of the document.");

    public static readonly CheckRule PageLimit = Warning(
        "limit.pages", "Sites of more than 25 pages, or than 40 s are enough for, of which the first were opened",
        "Nothing needs to be done; open the other pages yourself.");

    public static IReadOnlyList<CheckRule> All { get; } =
    [
        PageStatus, RedirectLoop, RedirectElsewhere, PageEmpty, Placeholder, Crash, ConsoleError, ScriptException,
        RequestFailed, RequestElsewhere, ResourceElsewhere, AddressForbidden, LinkBroken, ImageBroken, AnchorBroken,
        LinkDead, ButtonDead, FormDead, FormLocked, FormElsewhere, Overflow, Title, Description, Language, Viewport,
        Favicon, AccessSerious, AccessMinor, WeightHeavy, WeightHuge, Popup, Download, Dialog, TimeLimit, MemoryLimit,
        OutputLimit, PageLimit, Unreadable,
    ];

    private static CheckRule Error(string name, string finds, string cure) =>
        new(name, CheckSeverity.Error, finds, cure);

    private static CheckRule Warning(string name, string finds, string cure) =>
        new(name, CheckSeverity.Warning, finds, cure);
}

using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>What a section says on any kind of site. Lists are samples, and the page calls them so.</summary>
internal static class SectionCopy
{
    public static readonly IReadOnlyList<string> SampleDays = ["Monday to Friday", "Saturday", "Sunday"];

    public static readonly IReadOnlyList<string> SampleTimes = ["9:00 – 18:00", "10:00 – 16:00", "Closed"];

    public static readonly IReadOnlyList<Card> Testimonials =
    [
        new("Sample quote", "Exactly what I was hoping for. Friendly, careful and a joy from beginning to end."),
        new("Sample quote", "You notice that somebody cares about the details. I have already told my friends."),
        new("Sample quote", "We came by chance and stayed for years. It simply feels right."),
    ];

    public static readonly IReadOnlyList<Card> Team =
    [
        new("Founder", "Started it all, and still the first to arrive in the morning."),
        new("Craft and quality", "Knows every detail and lets nothing pass that is only almost right."),
        new("Your contact", "Answers questions, finds solutions and remembers your name."),
    ];

    public static readonly IReadOnlyList<Offer> Pricing =
    [
        new("Start", "Everything for a good beginning|One clear offer|Personal advice", "On request"),
        new("Plus", "Our recommendation|All of Start|More time and extras|A fixed contact", "On request"),
        new("Complete", "For larger plans|All of Plus|Made to measure|Whenever you need us", "On request"),
    ];

    /// <summary>Heading, what stands above it, and the word for it in the navigation.</summary>
    public static (string Heading, string Eyebrow, string Link) Labels(
        SectionKind section, KindCopy copy) => section switch
    {
        SectionKind.Features => (copy.FeaturesHeading, "Highlights", "Highlights"),
        SectionKind.Story => ("In our own words", "Read", "Story"),
        SectionKind.About => (copy.AboutHeading, "About", "About"),
        SectionKind.Menu => ("Fresh every day", "Menu", "Menu"),
        SectionKind.Products => ("Our favourites", "Range", "Range"),
        SectionKind.Services => ("How we can help", "Services", "Services"),
        SectionKind.Projects => ("Recent projects", "Work", "Work"),
        SectionKind.Posts => ("Latest posts", "Journal", "Posts"),
        SectionKind.Schedule => ("The programme", "Schedule", "Schedule"),
        SectionKind.Gallery => ("A look around", "Gallery", "Gallery"),
        SectionKind.Testimonials => ("What people say", "Voices", "Voices"),
        SectionKind.Pricing => ("Simple and fair", "Pricing", "Pricing"),
        SectionKind.Team => ("The people behind it", "Team", "Team"),
        SectionKind.Hours => ("When we are here", "Opening hours", "Hours"),
        SectionKind.Faq => ("Good to know", "Questions", "FAQ"),
        _ => (copy.ContactHeading, "Contact", "Contact"),
    };

    /// <summary>Sample offers for a section that lists things.</summary>
    public static IReadOnlyList<Offer> Offers(SectionKind section, SiteKind kind) => section switch
    {
        SectionKind.Menu when kind == SiteKind.Bakery =>
        [
            new("Country loaf", "Rye and wheat, a day and a night in the making", "4.80"),
            new("Morning rolls", "Crisp outside, soft inside, until noon", "0.90"),
            new("Spelt loaf", "With sunflower seeds and a little honey", "5.40"),
            new("Butter croissant", "Folded by hand, with nothing but butter", "2.20"),
            new("Apple tart", "Thin pastry, tart apples and cinnamon", "3.60"),
            new("Cinnamon bun", "Still warm if you are early", "2.80"),
        ],
        SectionKind.Menu =>
        [
            new("Soup of the day", "With fresh bread and herb butter", "6.50"),
            new("Garden salad", "Leaves, roasted seeds and lemon dressing", "8.90"),
            new("Oven vegetables", "Slowly roasted, with feta and thyme", "12.50"),
            new("Chef’s plate", "What we would eat ourselves today", "16.00"),
            new("Warm apple cake", "With vanilla cream", "5.80"),
            new("House lemonade", "Lemon, mint and a little ginger", "4.20"),
        ],
        SectionKind.Products =>
        [
            new("The classic", "Our best seller, and for good reason", "24.00"),
            new("The new arrival", "Just unpacked and already a favourite", "32.00"),
            new("The gift set", "Three small things in a beautiful box", "45.00"),
        ],
        SectionKind.Services =>
        [
            new("A first conversation", "We get to know each other and find out what you need"),
            new("The full package", "From the idea to the result, everything from one source"),
            new("Ongoing care", "We stay at your side when you need us"),
        ],
        SectionKind.Projects =>
        [
            new("First light", "A study in colour and calm"),
            new("Open lines", "Clear forms for a complex subject"),
            new("Slow city", "A series about places between places"),
        ],
        SectionKind.Posts =>
        [
            new("How it all began", "A short story about a long-held idea, and the day it became real."),
            new(
                "Five small things that make a difference",
                "Habits that cost nothing and change more than you would think."),
            new("A walk without a plan", "What you see when there is nowhere you have to be."),
        ],
        _ =>
        [
            new("Arrival", "Come in, find your place, meet the others", "10:00"),
            new("Opening", "A few words to begin with", "11:00"),
            new("The heart of the day", "What we have all come for", "13:00"),
            new("Together", "Good food, good talk and an open end", "18:00"),
        ],
    };
}

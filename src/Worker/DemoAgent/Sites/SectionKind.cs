namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>A part of the page, in the order in which parts stand on it.</summary>
internal enum SectionKind
{
    Features,
    Story,
    About,
    Menu,
    Products,
    Services,
    Projects,
    Posts,
    Schedule,
    Gallery,
    Testimonials,
    Pricing,
    Team,
    Hours,
    Faq,
    Contact,
    Footer,
}

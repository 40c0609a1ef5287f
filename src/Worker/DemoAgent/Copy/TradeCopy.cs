using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>Copy for those who sell something.</summary>
internal static class TradeCopy
{
    public static readonly KindCopy Shop = new()
    {
        Title = "Our Shop",
        Eyebrow = "Chosen with care",
        Headline = "Things worth keeping",
        Lead =
            "Welcome to {0}. A small, carefully chosen range for people who would "
                + "rather buy one good thing than three.",
        Action = "Browse the range",
        Colour = new Rgb(0x1f, 0x6f, 0x5c),
        Sections =
        [
            SectionKind.Features, SectionKind.Products, SectionKind.About,
            SectionKind.Faq, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "Made for everyday joy",
        Features =
        [
            new Card("Chosen by hand", "We know everything we sell, where it comes from and why it earned its place."),
            new Card("Made to last", "Good materials and honest work, so that it gets better with the years."),
            new Card("Real people", "Questions, wishes, a present to find? Ask us: we like to help."),
        ],
        AboutHeading = "Small on purpose",
        About =
        [
            "{0} is for everyone who enjoys well-made things. We choose slowly and explain gladly.",
            "Behind every piece there is a maker, and a story we are happy to tell.",
        ],
        Questions =
        [
            new Card(
                "How can I buy something?", "Write to us or come by: this page shows the range but takes no orders."),
            new Card(
                "Can I return an item?", "Yes. If something is not right, talk to us and we will find a solution."),
            new Card("Do you wrap presents?", "With pleasure, and with a card if you like."),
        ],
        ContactHeading = "Ask us anything",
    };

    public static readonly KindCopy Landing = new()
    {
        Title = "Our Product",
        Eyebrow = "Simple by design",
        Headline = "Less effort. More of what matters.",
        Lead = "{0} takes the tedious part off your hands, so that you can get on with the work you actually enjoy.",
        Action = "See how it works",
        Colour = new Rgb(0x43, 0x38, 0xca),
        Sections =
        [
            SectionKind.Features, SectionKind.About, SectionKind.Pricing,
            SectionKind.Faq, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "Everything you need, nothing you don’t",
        Features =
        [
            new Card("Ready in minutes", "No manual, no training. Open it, try it, and it makes sense."),
            new Card("Fast and focused", "Every screen has one purpose. You are done before you notice."),
            new Card("Yours to keep", "Your work stays yours: easy to take along, easy to share."),
        ],
        AboutHeading = "Built around how people really work",
        About =
        [
            "{0} started from a frustration we shared: too many tools, too many steps. So we kept "
                + "what helps and left out the rest.",
            "The result is something you can pick up today and still like in a year.",
        ],
        Questions =
        [
            new Card("How do I get started?", "Send us a few words through the form and we will show you around."),
            new Card("Does it suit small teams?", "Yes. It is just as useful for one person as for twenty."),
            new Card("Can I change my mind later?", "Of course. There is nothing to get locked into."),
        ],
        ContactHeading = "Get in touch",
    };

    public static readonly KindCopy Generic = new()
    {
        Title = "Our Website",
        Eyebrow = "Welcome",
        Headline = "Good to have you here",
        Lead = "This is {0}: who we are, what we do, and how to reach us, all in one place.",
        Action = "Find out more",
        Colour = new Rgb(0x1d, 0x5f, 0xb8),
        Sections =
            [SectionKind.Features, SectionKind.About, SectionKind.Gallery, SectionKind.Contact, SectionKind.Footer],
        FeaturesHeading = "What matters to us",
        Features =
        [
            new Card("Quality", "We take the time to do things properly, down to the last detail."),
            new Card("Clarity", "Plain words, clear answers and no surprises: that is how we like to work."),
            new Card("People", "Behind everything we do is someone who cares how it turns out."),
        ],
        AboutHeading = "A few words about us",
        About =
        [
            "{0} stands for careful work and an open ear. What we do, we do with conviction.",
            "Have a look around, and write to us if there is something you would like to know.",
        ],
        Questions =
        [
            new Card("How can I reach you?", "Use the contact section below: we look forward to hearing from you."),
            new Card("Where do I start?", "Tell us in a few words what you have in mind. The rest follows."),
            new Card("How quickly do you answer?", "As soon as we can, and with an answer that helps."),
        ],
        ContactHeading = "Say hello",
    };
}

using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>Copy for people and their occasions.</summary>
internal static class PersonalCopy
{
    public static readonly KindCopy Portfolio = new()
    {
        Title = "My Portfolio",
        Eyebrow = "Selected work",
        Headline = "Ideas, made visible",
        Lead = "{0}: good ideas, turned into work that is clear, careful and a pleasure to look at.",
        Action = "See the work",
        Colour = new Rgb(0x2f, 0x3e, 0x8f),
        Sections =
        [
            SectionKind.Projects, SectionKind.About, SectionKind.Services, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "How I work",
        Features =
        [
            new Card("Listen", "First I want to understand what you need and who it is for."),
            new Card("Explore", "Sketches, trials, detours: this is where the good ideas come from."),
            new Card("Refine", "Then I keep going until every detail has found its place."),
        ],
        AboutHeading = "Hello, nice to meet you",
        About =
        [
            "This is where I collect the work I am proud of. I care about the idea first and "
                + "about the last detail just as much.",
            "I like clear briefs, honest feedback and projects that start with a good question.",
        ],
        Questions =
        [
            new Card("Are you available?", "Write to me with your dates and I will tell you honestly."),
            new Card("How do we start?", "With a short conversation about your idea. It commits you to nothing."),
            new Card("Do you work remotely?", "Yes, and I am happy to come by when it helps."),
        ],
        ContactHeading = "Let’s work together",
    };

    public static readonly KindCopy Blog = new()
    {
        Title = "Our Blog",
        Eyebrow = "Notes and stories",
        Headline = "Thoughts worth sharing",
        Lead =
            "{0} is a place for stories, observations and small discoveries, written slowly and "
                + "meant to be read with a cup of tea.",
        Action = "Read the latest",
        Colour = new Rgb(0x2e, 0x5e, 0x57),
        Serif = true,
        Sections = [SectionKind.Posts, SectionKind.About, SectionKind.Contact, SectionKind.Footer],
        FeaturesHeading = "What you will find here",
        Features =
        [
            new Card("Stories", "Things that happened, and what stayed with me afterwards."),
            new Card("Notes", "Short finds and thoughts, written down before they get lost."),
            new Card("Guides", "What I learned the long way, so that you can take the short one."),
        ],
        AboutHeading = "Who writes here",
        About =
        [
            "{0} began as a notebook and became a habit. There is no schedule: a post "
                + "appears when there is something to say.",
            "If something here made you think or smile, I would love to hear about it.",
        ],
        Questions =
        [
            new Card("How often is there something new?", "When a text is ready. Good things take a while."),
            new Card("May I quote you?", "Gladly, with a mention of where it is from."),
            new Card("Can I suggest a topic?", "Please do: the contact section is at the end of the page."),
        ],
        ContactHeading = "Write to me",
    };

    public static readonly KindCopy Event = new()
    {
        Title = "Our Celebration",
        Eyebrow = "Save the date",
        Headline = "Be there when it happens",
        Lead = "{0} brings people together. Here you find what is planned, when to come, and how to let us know.",
        Action = "See the schedule",
        Colour = new Rgb(0x8b, 0x2f, 0x6f),
        Serif = true,
        Sections =
        [
            SectionKind.Features, SectionKind.Schedule, SectionKind.About,
            SectionKind.Faq, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "What awaits you",
        Features =
        [
            new Card("Good company", "Old friends and new faces: the best part of any gathering."),
            new Card("Something for everyone", "A programme with room for talking, listening and simply being there."),
            new Card("Moments to remember", "The kind of day you will still be talking about next year."),
        ],
        AboutHeading = "Why we are doing this",
        About =
        [
            "{0} is an invitation: to take time, to meet, and to share a day that does not come twice.",
            "Everything you need to know is on this page. If something is missing, just ask.",
        ],
        Questions =
        [
            new Card("May I bring someone?", "Tell us in your message and we will let you know."),
            new Card("What should I wear?", "Something you feel good in, and shoes you can dance in."),
            new Card("How do I get there?", "We send directions together with the details."),
        ],
        ContactHeading = "Let us know you are coming",
    };
}

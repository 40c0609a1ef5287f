using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>Copy for places people visit.</summary>
internal static class HospitalityCopy
{
    public static readonly KindCopy Restaurant = new()
    {
        Title = "Our Table",
        Eyebrow = "Fresh · seasonal · made here",
        Headline = "Good food, made with care",
        Lead = "Welcome to {0}. Simple plates, honest ingredients and a warm room: come in, sit down and stay a while.",
        Action = "See the menu",
        Colour = new Rgb(0x9a, 0x3b, 0x26),
        Serif = true,
        Sections =
        [
            SectionKind.Features, SectionKind.About, SectionKind.Menu,
            SectionKind.Hours, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "Why guests come back",
        Features =
        [
            new Card(
                "Made from scratch",
                "Prepared in our own kitchen every day, from ingredients we would serve to our families."),
            new Card(
                "With the seasons",
                "The menu follows what is ripe and local, so there is always a reason to come again."),
            new Card(
                "A warm welcome",
                "A quick coffee, a long dinner or a table for the whole family: there is a place for you."),
        ],
        AboutHeading = "A place to slow down",
        About =
        [
            "{0} began with a simple idea: cook things we love, take our time, and make "
                + "everyone who walks in feel at home.",
            "We keep the menu short so that everything on it is something we are proud of.",
        ],
        Questions =
        [
            new Card(
                "Do you cater for special diets?",
                "Yes. Tell us about allergies or preferences and we will suggest what suits you."),
            new Card(
                "Can we come as a larger group?",
                "With pleasure. Let us know a few days ahead so that we can set the table."),
            new Card("Do you offer food to take away?", "Most of our menu travels well. Just ask at the counter."),
        ],
        ContactHeading = "Come and see us",
    };

    public static readonly KindCopy Bakery = new()
    {
        Title = "Our Bakery",
        Eyebrow = "Baked every morning · by hand",
        Headline = "Bread worth getting up for",
        Lead = "At {0} the ovens are on long before sunrise: real sourdough, crisp rolls and cakes like at home.",
        Action = "See what we bake",
        Colour = new Rgb(0xa8, 0x5a, 0x1c),
        Serif = true,
        Sections =
        [
            SectionKind.Features, SectionKind.About, SectionKind.Menu,
            SectionKind.Hours, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "Why it tastes like that",
        Features =
        [
            new Card("Time, not tricks", "Our dough rests for a day and a night. That is all the secret there is."),
            new Card("Flour from nearby", "We know our mill and the fields around it, and you can taste them."),
            new Card("Warm from the oven", "Rolls all morning, bread twice a day and cake in time for the afternoon."),
        ],
        AboutHeading = "From the bakehouse",
        About =
        [
            "{0} began with one oven and a recipe for bread that the neighbours kept asking for.",
            "We still shape every loaf by hand, and what is left in the evening goes to people who need it.",
        ],
        Questions =
        [
            new Card("Can I order ahead?", "Yes. Tell us by the evening before, and your bread waits for you."),
            new Card("Do you bake without wheat?", "We have spelt and rye every day. Ask us what is in each loaf."),
            new Card("Do you make cakes for birthdays?", "With pleasure. Three days ahead are enough for most wishes."),
        ],
        ContactHeading = "Come by for breakfast",
    };

    public static readonly KindCopy Salon = new()
    {
        Title = "Our Studio",
        Eyebrow = "Calm · skilled · personal",
        Headline = "Time that is only yours",
        Lead =
            "At {0} you are in good hands. Thoughtful care in a quiet place, from the first hello to the last detail.",
        Action = "See our services",
        Colour = new Rgb(0x8a, 0x4a, 0x6b),
        Serif = true,
        Sections =
        [
            SectionKind.Features, SectionKind.Services, SectionKind.About,
            SectionKind.Hours, SectionKind.Contact, SectionKind.Footer,
        ],
        FeaturesHeading = "What you can expect",
        Features =
        [
            new Card(
                "We listen first",
                "Every visit starts with a conversation, so that the result is what you had in mind."),
            new Card("Skilled hands", "Care for the craft and for detail, with products chosen to be kind to you."),
            new Card("No rush", "We plan enough time for every appointment. Arrive, breathe out, enjoy."),
        ],
        AboutHeading = "Care, done properly",
        About =
        [
            "{0} is a small place with a clear idea: good work takes time, and a good visit should feel like a break.",
            "We like lasting results, natural looks and regulars whose names we know.",
        ],
        Questions =
        [
            new Card("How do I arrange a visit?", "Write or call us and we will find a time that suits you."),
            new Card(
                "What if I have to cancel?", "Things happen. Let us know as early as you can and we will move it."),
            new Card(
                "It is my first visit: what should I know?",
                "Come ten minutes early, and we will show you around and talk about your wishes."),
        ],
        ContactHeading = "Plan your visit",
    };
}

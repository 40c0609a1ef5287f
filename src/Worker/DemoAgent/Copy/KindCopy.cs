using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>What a kind of site says where the client said nothing; <c>{0}</c> stands for the title.</summary>
internal sealed record KindCopy
{
    /// <summary>The title when none was given.</summary>
    public required string Title { get; init; }

    public required string Eyebrow { get; init; }

    public required string Headline { get; init; }

    public required string Lead { get; init; }

    /// <summary>The words on the main button.</summary>
    public required string Action { get; init; }

    public required Rgb Colour { get; init; }

    /// <summary>Headings in a face with serifs.</summary>
    public bool Serif { get; init; }

    public required IReadOnlyList<SectionKind> Sections { get; init; }

    public required string FeaturesHeading { get; init; }

    public required IReadOnlyList<Card> Features { get; init; }

    public required string AboutHeading { get; init; }

    public required IReadOnlyList<string> About { get; init; }

    public required IReadOnlyList<Card> Questions { get; init; }

    public required string ContactHeading { get; init; }

    /// <summary>The copy of a kind.</summary>
    public static KindCopy For(SiteKind kind) => kind switch
    {
        SiteKind.Restaurant => HospitalityCopy.Restaurant,
        SiteKind.Bakery => HospitalityCopy.Bakery,
        SiteKind.Salon => HospitalityCopy.Salon,
        SiteKind.Shop => TradeCopy.Shop,
        SiteKind.Landing => TradeCopy.Landing,
        SiteKind.Portfolio => PersonalCopy.Portfolio,
        SiteKind.Blog => PersonalCopy.Blog,
        SiteKind.Event => PersonalCopy.Event,
        _ => TradeCopy.Generic,
    };
}

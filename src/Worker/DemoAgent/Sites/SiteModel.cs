namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>Everything a page is made from. Texts are the client's own, unescaped.</summary>
internal sealed record SiteModel
{
    public required string Slug { get; init; }

    public SiteKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The client's headline; without one the kind's own stands.</summary>
    public string? Headline { get; init; }

    public string? Tagline { get; init; }

    public SiteColours Colours { get; init; } = new();

    public IReadOnlyList<SectionKind> Sections { get; init; } = [];

    public IReadOnlyList<SitePicture> Pictures { get; init; } = [];

    /// <summary>Headings and paragraphs of uploaded texts.</summary>
    public IReadOnlyList<TextBlock> Story { get; init; } = [];

    /// <summary>Sentences of the request that speak about the business rather than to the builder.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Dishes, goods or services listed in the request.</summary>
    public IReadOnlyList<ListedItem> Items { get; init; } = [];

    public IReadOnlyList<OpeningTime> Hours { get; init; } = [];

    public ContactDetails Contact { get; init; } = new();

    /// <summary>Where it was published last.</summary>
    public string? Url { get; init; }
}

/// <summary>Colours as asked for, <c>#rrggbb</c>; what is absent follows from the kind or the primary colour.</summary>
internal sealed record SiteColours(
    string? Primary = null, string? Accent = null, string? Background = null, bool? Dark = null);

/// <summary>An uploaded picture: where the session keeps it and its name among the site's assets.</summary>
internal sealed record SitePicture(string Upload, string Asset);

/// <summary>A piece of an uploaded text.</summary>
internal sealed record TextBlock(string Text, bool IsHeading = false);

/// <summary>A line such as <c>- Espresso: €2.50</c>.</summary>
internal sealed record ListedItem(string Name, string? Price = null, string? Note = null);

/// <summary>A line such as <c>Mon–Fri 9–18</c>.</summary>
internal sealed record OpeningTime(string Days, string Times);

/// <summary>How to reach the business, as far as the request says.</summary>
internal sealed record ContactDetails(string? Email = null, string? Phone = null, string? Address = null);

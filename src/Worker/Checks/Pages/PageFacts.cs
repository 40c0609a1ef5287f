using System.Text.Json.Serialization;

namespace TmuxBuilder.Checks.Pages;

/// <summary>What <c>page.js</c> sees of a page.</summary>
/// <param name="Characters">How much text there is to read.</param>
/// <param name="Media">Whether there is something to see other than text.</param>
/// <param name="Images">Pictures that did not load.</param>
/// <param name="Optional">Addresses of scripts the page does not wait for.</param>
/// <param name="Forms">How many forms can be filled in.</param>
internal sealed record PageFacts(
    string Title,
    string? Description,
    string? Lang,
    string? Viewport,
    IReadOnlyList<string> Icons,
    int Characters,
    bool Media,
    IReadOnlyList<string> Placeholders,
    IReadOnlyList<PageLink> Links,
    IReadOnlyList<PageImage> Images,
    IReadOnlyList<string> Optional,
    IReadOnlyList<string> Ids,
    int Forms);

/// <summary>A link of a page.</summary>
/// <param name="Raw">As it stands in the page.</param>
/// <param name="Address">Absolute, without the fragment.</param>
internal sealed record PageLink(string Raw, string Address, string? Fragment, string Text, bool Download);

/// <summary>A picture that is not there.</summary>
/// <param name="Pending">Whether the browser has had no reason yet to ask for it.</param>
internal sealed record PageImage(string Address, bool Pending);

/// <summary>How far a page is wider than its window, and because of what.</summary>
internal sealed record PageOverflow(int Pixels, IReadOnlyList<string> Culprits);

/// <summary>Something to press.</summary>
/// <param name="Kind">
/// A <c>button</c>, a <c>link</c> that leads nowhere, or a <c>place</c>: a link to one this page does not have.
/// </param>
/// <param name="Raw">Where a link leads, as it stands in the page.</param>
/// <param name="Reach">Who hears it: <c>own</c>, only something <c>above</c>, or <c>none</c>.</param>
internal sealed record PageControl(int Index, string Kind, string Text, string Raw, string Reach);

/// <summary>A form.</summary>
/// <param name="Action">Absolute; empty when the form names none.</param>
internal sealed record PageForm(string Action, string Name, string Fields);

/// <summary>One rule of axe-core that a page breaks.</summary>
internal sealed record AccessViolation(
    string Id, string Impact, string Help, int Count, IReadOnlyList<string> Where, string Summary);

/// <summary>How the pages' facts are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PageFacts))]
[JsonSerializable(typeof(PageOverflow))]
[JsonSerializable(typeof(PageForm))]
[JsonSerializable(typeof(IReadOnlyList<PageControl>))]
[JsonSerializable(typeof(IReadOnlyList<AccessViolation>))]
internal sealed partial class PageJson : JsonSerializerContext;

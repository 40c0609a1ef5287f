using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>What a request comes to.</summary>
/// <param name="Site">The site as it shall be.</param>
/// <param name="IsNew">It did not exist before.</param>
/// <param name="HasWork">There is something to build; otherwise the site stays as it is.</param>
internal sealed record Understood(
    SiteModel Site, bool IsNew, bool HasWork, IReadOnlyList<string> Done, IReadOnlyList<string> NotDone);

using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Core.Usage;

/// <summary>Which usage is asked for.</summary>
/// <param name="From">First UTC day.</param>
/// <param name="To">Last UTC day, inclusive.</param>
public sealed record UsageQuery(UsageGroup Group, DateOnly From, DateOnly To, PageRequest Page);

using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Which sessions an admin list shows, and in which order.</summary>
/// <param name="Prefix">Beginning of name, e-mail (case-insensitive) or id; empty for all.</param>
public sealed record SessionQuery(SessionFilter Filter, string Prefix, SessionSort Sort, PageRequest Page);

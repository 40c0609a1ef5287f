using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>The statements of session lists, one for each filter and order so that each has its index.</summary>
internal static class SessionSql
{
    /// <summary>?1 ?2: the place and id to go on after; ?3: how many.</summary>
    public static string Page(SessionQuery query) => $"{Walk(query)} {End(query)}";

    /// <summary>As <see cref="Page"/>, only rows that match ?4 to ?5, found on the way.</summary>
    public static string WalkMatches(SessionQuery query) =>
        $"""
        {Walk(query)}
        AND (+s.name >= ?4 AND +s.name < ?5 OR +s.email >= ?4 AND +s.email < ?5 OR +s.id >= ?4 AND +s.id < ?5)
        {End(query)}
        """;

    /// <summary>As <see cref="WalkMatches"/> for few matches: found by their own indexes, then sorted.</summary>
    public static string SortMatches(SessionQuery query) =>
        $"""
        {SessionMapper.SelectRows} WHERE s.id IN (
            SELECT s.id FROM sessions s WHERE {In(query.Filter)} AND s.name >= ?4 AND s.name < ?5 UNION
            SELECT s.id FROM sessions s WHERE {In(query.Filter)} AND s.email >= ?4 AND s.email < ?5 UNION
            SELECT s.id FROM sessions s WHERE {In(query.Filter)} AND s.id >= ?4 AND s.id < ?5)
        AND (s.{Column(query)}, s.id) < (?1, ?2)
        {End(query)}
        """;

    /// <summary>How many rows match ?1 to ?2, counted up to ?3 by each key.</summary>
    public static string CountMatches(SessionFilter filter) =>
        $"""
        SELECT
        (SELECT count(*) FROM (
            SELECT 1 FROM sessions s WHERE {In(filter)} AND s.name >= ?1 AND s.name < ?2 LIMIT ?3)) +
        (SELECT count(*) FROM (
            SELECT 1 FROM sessions s WHERE {In(filter)} AND s.email >= ?1 AND s.email < ?2 LIMIT ?3)) +
        (SELECT count(*) FROM (
            SELECT 1 FROM sessions s WHERE {In(filter)} AND s.id >= ?1 AND s.id < ?2 LIMIT ?3))
        """;

    /// <summary>The condition of a filter by seeks: what counts and looks up keys.</summary>
    public static string In(SessionFilter filter) => filter switch
    {
        SessionFilter.All => "s.list IN (0, 1)",
        SessionFilter.Active => "s.list = 0",
        SessionFilter.Completed => "s.list = 1",
        SessionFilter.Deleted => "s.list = 2",
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "Not a filter."),
    };

    private static string Walk(SessionQuery query) =>
        $"""
        SELECT {SessionMapper.SessionColumns}, {SessionMapper.HeadColumns}
        FROM sessions s INDEXED BY {Index(query)} CROSS JOIN heads h ON h.n = s.n
        WHERE {(query.Filter == SessionFilter.All ? "s.list < 2" : In(query.Filter))}
        AND (s.{Column(query)}, s.id) < (?1, ?2)
        """;

    private static string End(SessionQuery query) => $"ORDER BY s.{Column(query)} DESC, s.id DESC LIMIT ?3";

    private static string Index(SessionQuery query) =>
        query.Filter == SessionFilter.All ? $"sessions_all_{Column(query)}" : $"sessions_{Column(query)}";

    private static string Column(SessionQuery query) => query.Sort == SessionSort.Created ? "created" : "updated";
}

namespace TmuxBuilder.Checks.Reports;

/// <summary>A page that was opened.</summary>
/// <param name="Path">Its path on the site, with the query.</param>
/// <param name="Status">The HTTP status it came with; 0 when nothing came.</param>
/// <param name="Title">Its title, cut to 200 characters.</param>
public sealed record CheckedPage(string Path, int Status, string Title);

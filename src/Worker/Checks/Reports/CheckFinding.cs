namespace TmuxBuilder.Checks.Reports;

/// <summary>One thing that is wrong with a site.</summary>
/// <param name="Rule">The rule's name, such as <c>link.broken</c>; docs/checks.md lists them.</param>
/// <param name="Page">The path of the first page it was seen on.</param>
/// <param name="Viewport">The width in pixels at which it was seen, where that matters.</param>
/// <param name="Detail">What was seen, in a sentence or two.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record CheckFinding(
    string Rule, CheckSeverity Severity, string Page, int? Viewport, string Detail, string Cure);

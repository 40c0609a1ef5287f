using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks.Rules;

/// <summary>Something a site is checked for.</summary>
/// <param name="Finds">What it finds, in a few words.</param>
/// <param name="Cure">What to do about a finding, as said to whoever built the site.</param>
internal sealed record CheckRule(string Name, CheckSeverity Severity, string Finds, string Cure);

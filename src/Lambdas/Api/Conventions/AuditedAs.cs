namespace TmuxBuilder.Api.Conventions;

/// <summary>An endpoint whose calls are recorded when an admin makes them, as this action.</summary>
/// <param name="Action">What, as <c>noun.verb</c>.</param>
internal sealed record AuditedAs(string Action);

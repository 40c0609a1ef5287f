namespace TmuxBuilder.Api.Admin;

/// <summary>
/// What may be spent. Without guid, turn and client it holds for all of the scope that have none of their own.
/// </summary>
/// <param name="Scope"><c>turn</c>, <c>session</c>, <c>client</c> or <c>platform</c>.</param>
/// <param name="Guid">Of a session, or of a turn beside its id.</param>
/// <param name="Client">The e-mail address.</param>
/// <param name="LimitUsd">US dollars, 0 to 1,000,000; null takes it away, so that the usual holds.</param>
public sealed record BudgetBody(string? Scope, string? Guid, string? TurnId, string? Client, decimal? LimitUsd);

namespace TmuxBuilder.Agent.Channel;

/// <summary>What one of the agent's scripts asks of the worker.</summary>
/// <param name="Id">Made by the script; the same call repeated after a lost connection carries the same id.</param>
/// <param name="Verb"><c>notify</c>, <c>deploy</c> or <c>check</c>.</param>
/// <param name="Arguments">As given on the script's command line.</param>
public sealed record AgentCall(string Id, string Verb, IReadOnlyList<string> Arguments);

namespace TmuxBuilder.Agent.Tests.Channel;

internal sealed record ScriptRun(int Status, string Output, string Error);

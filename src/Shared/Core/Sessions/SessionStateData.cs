namespace TmuxBuilder.Core.Sessions;

/// <summary>The value of a <c>session</c> event.</summary>
internal sealed record SessionStateData(string State);

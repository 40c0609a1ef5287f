namespace TmuxBuilder.Core.Limits;

/// <summary>The first answer to a call.</summary>
public sealed record StoredAnswer(int Status, string ContentType, string Body);

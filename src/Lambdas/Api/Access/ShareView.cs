namespace TmuxBuilder.Api.Access;

/// <summary>A share in a list; its address is not kept.</summary>
public sealed record ShareView(string ShareId, DateTimeOffset CreatedAt);

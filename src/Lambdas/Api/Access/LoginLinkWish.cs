namespace TmuxBuilder.Api.Access;

/// <summary>Somebody wants a sign-in link.</summary>
/// <param name="TraceId">Of the call that said so.</param>
internal sealed record LoginLinkWish(string Email, string TraceId);

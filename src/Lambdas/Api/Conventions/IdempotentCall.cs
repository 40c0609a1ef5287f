namespace TmuxBuilder.Api.Conventions;

/// <summary>
/// A call with an <c>Idempotency-Key</c>, for endpoints that store the key with what they do: then not even a crash
/// before the answer is kept lets a repeat do it twice.
/// </summary>
/// <param name="Key">The same for every repeat of the call, and no other call's.</param>
internal sealed record IdempotentCall(string Key);

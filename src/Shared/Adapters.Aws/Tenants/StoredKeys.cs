namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>The keys of a session as they are stored.</summary>
/// <param name="Secret"><see langword="null"/> when it cannot be opened any more: the platform's key changed.</param>
/// <param name="Version">Grows with every write.</param>
/// <param name="Proved">Whether AWS was seen to take them.</param>
/// <param name="Retired">The id of the key that these replaced, until it is deleted.</param>
/// <param name="Rights">What the user's rights were when they were last set; a mark of them.</param>
internal sealed record StoredKeys(
    string KeyId, string? Secret, long Version, bool Proved, string? Retired, string? Rights);

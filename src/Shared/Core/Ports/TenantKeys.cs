namespace TmuxBuilder.Core.Ports;

/// <summary>Keys of a session's identity.</summary>
public sealed record TenantKeys(string UserName, string AccessKeyId, string SecretAccessKey, string Region);

namespace TmuxBuilder.Core.Ports;

/// <summary>Keys of a session's identity.</summary>
public sealed record TenantKeys(string UserName, string AccessKeyId, string SecretAccessKey, string Region)
{
    /// <summary>Says whose they are and nothing of the secret: what holds them may be logged.</summary>
    public override string ToString() => UserName;
}

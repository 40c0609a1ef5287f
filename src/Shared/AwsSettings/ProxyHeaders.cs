namespace TmuxBuilder.AwsSettings;

/// <summary>What the CDN puts on what it passes on; the stack sets it up, functions believe it.</summary>
public static class ProxyHeaders
{
    /// <summary>Holds the secret that tells the CDN from anybody else.</summary>
    public const string Secret = "X-Origin-Secret";

    /// <summary>Holds the client's address.</summary>
    public const string Address = "CloudFront-Viewer-Address";
}

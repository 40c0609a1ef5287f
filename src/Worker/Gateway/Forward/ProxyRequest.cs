namespace TmuxBuilder.Gateway.Forward;

/// <summary>What a client of the forward proxy asks for.</summary>
/// <param name="Head">The head to send on; empty for a tunnel.</param>
/// <param name="BodyBytes">How much of what the client sends belongs to the request; a tunnel has no end.</param>
internal sealed record ProxyRequest(Authority Target, string Head, long BodyBytes)
{
    public bool IsTunnel => Head.Length == 0;
}

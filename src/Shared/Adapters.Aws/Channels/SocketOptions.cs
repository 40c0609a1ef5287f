namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>How sockets are reached.</summary>
public sealed record SocketOptions
{
    /// <summary>
    /// The stage of the WebSocket API at its own host, like
    /// <c>https://abcdef1234.execute-api.eu-central-1.amazonaws.com/live</c>. The CDN's host does not do: posting to
    /// connections is signed for this one.
    /// </summary>
    public Uri? Endpoint { get; init; }

    internal IEnumerable<string> Mistakes()
    {
        if (Endpoint is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            yield return $"Sockets.Endpoint is '{Endpoint}'; it has to be the https address of the WebSocket API's "
                + "stage, or no client hears anything.";
        }
        else if (!Endpoint.IsLoopback
            && (Endpoint.Scheme != "https"
                || !Endpoint.Host.Contains(".execute-api.", StringComparison.Ordinal)
                || Endpoint.AbsolutePath.Trim('/').Length == 0))
        {
            yield return $"Sockets.Endpoint is '{Endpoint}'; it has to be https, at an execute-api host and with the "
                + "stage's name: posts through a CDN are refused.";
        }
    }
}

using TmuxBuilder.Checks;

namespace TmuxBuilder.CloudWorker;

/// <summary>
/// Opens <c>https://d1.cloudfront.net/</c> at <c>http://d1.localhost:{port}/</c>: nobody else answers to a name that an
/// emulator gave. All else is as it is.
/// </summary>
internal sealed class ChecksAtEdge(ISiteChecks inner, int port) : ISiteChecks
{
    public Task<CheckOutcome> CheckAsync(CheckRequest request, CancellationToken cancellationToken) => inner.CheckAsync(
        request.Target is CheckTarget.Address live
            ? request with { Target = live with { Url = AtEdge(live.Url), Hosts = [] } }
            : request,
        cancellationToken);

    private Uri AtEdge(Uri url) => new UriBuilder(url)
    {
        Scheme = Uri.UriSchemeHttp,
        Host = $"{url.Host.Split('.')[0]}.localhost",
        Port = port,
    }.Uri;
}

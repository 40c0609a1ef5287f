using System.Net;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Http;

/// <summary>What surrounds a request: its time, its services, and where it came from.</summary>
internal sealed class RequestLifetime(IServiceProvider root)
    : IHttpRequestLifetimeFeature, IServiceProvidersFeature, IHttpConnectionFeature, IDisposable
{
    private Deadline? deadline;
    private CancellationToken? aborted;
    private IServiceScope? scope;
    private IServiceProvider? services;
    private string? sourceIp;
    private IPAddress? address;

    public CancellationToken RequestAborted
    {
        get => aborted ?? deadline?.Token ?? default;
        set => aborted = value;
    }

    /// <summary>A scope of the request's own, opened for whoever first asks for something of it.</summary>
    public IServiceProvider RequestServices
    {
        get => services ??= (scope = root.CreateScope()).ServiceProvider;
        set => services = value;
    }

    public IPAddress? RemoteIpAddress
    {
        get => address ??= IPAddress.TryParse(sourceIp, out var parsed) ? parsed : null;
        set => address = value;
    }

    public string ConnectionId { get; set; } = "";

    public int RemotePort { get; set; }

    public IPAddress? LocalIpAddress { get; set; }

    public int LocalPort { get; set; }

    public void Begin(Deadline own, string? clientIp)
    {
        deadline = own;
        sourceIp = clientIp;
        address = null;
        aborted = null;
    }

    public void Abort() => deadline?.Cancel();

    /// <summary>Ends the request: its scope and all in it are disposed.</summary>
    public async ValueTask EndAsync()
    {
        services = null;
        if (scope is IAsyncDisposable ending)
        {
            scope = null;
            await ending.DisposeAsync();
        }

        Dispose();
    }

    public void Dispose()
    {
        scope?.Dispose();
        scope = null;
    }
}

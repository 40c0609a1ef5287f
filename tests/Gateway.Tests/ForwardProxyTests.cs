using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ForwardProxyTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<NetworkRefusal> refusals = new();
    private readonly ConcurrentQueue<string> resolved = new();
    private GatewayFixture gateway = null!;
    private SessionId session;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await StartAsync(TimeSpan.FromMinutes(1));

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("other.example:443")]
    [InlineData("allowed.example.evil.example:443")]
    [InlineData("notallowed.example:443")]
    [InlineData("beneath.example:443")]
    [InlineData("allowed.example:22")]
    [InlineData("allowed.example:8443")]
    [InlineData("port.example:443")]
    [InlineData("127.0.0.1:443")]
    [InlineData("169.254.169.254:443")]
    public async Task A_host_or_port_that_is_not_listed_is_refused_without_looking_it_up(string target)
    {
        var answer = await AskAsync($"CONNECT {target} HTTP/1.1\r\nHost: allowed.example:443\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 Host Not Allowed\r\n", answer);
        Assert.Equal(new NetworkRefusal(session, target, Refusal.NotAllowed.Reason), Assert.Single(refusals));
        Assert.Empty(resolved);
    }

    [Theory]
    [InlineData("allowed.example:443")]
    [InlineData("ALLOWED.example.:443")]
    [InlineData("a.b.beneath.example:443")]
    [InlineData("port.example:8443")]
    [InlineData("10.1.2.3:443")]
    public async Task A_listed_host_that_leads_inside_is_refused(string target)
    {
        var answer = await AskAsync($"CONNECT {target} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 Address Not Allowed\r\n", answer);
        Assert.Equal(Refusal.PrivateAddress.Reason, Assert.Single(refusals).Reason);
        Assert.Single(resolved);
    }

    [Theory]
    [InlineData("CONNECT allowed.example HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:80 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443 HTTP/2.0\r\n\r\n")]
    [InlineData("CONNECT  allowed.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT user@allowed.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443@other.example:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT [::1]:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT [::ffff:10.0.0.1]:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT 2130706433:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT 0x7f.0.0.1:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT 0177.0.0.1:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT 127.1:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:0 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:65536 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:+443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example%00:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443\0 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.ex\u00e4mple:443 HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443 HTTP/1.1\nHost: x\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443 HTTP/1.1\r\nHost: x\rX: y\r\n\r\n")]
    [InlineData("CONNECT allowed.example:443 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("GET / HTTP/1.1\r\nHost: allowed.example\r\n\r\n")]
    [InlineData("GET //allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET https://allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET ftp://allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET file:///etc/passwd HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://user:pass@allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://other.example#@allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://allowed.example\\@other.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://[::1]/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET http:/// HTTP/1.1\r\n\r\n")]
    [InlineData("TRACE http://allowed.example/ HTTP/1.1\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nX: a\r\n folded\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nX : a\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET http://allowed.example/ HTTP/1.1\r\nX: \u0001\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n")]
    public async Task What_could_be_read_in_two_ways_is_refused(string request)
    {
        var answer = await AskAsync(request);

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer);
        Assert.Empty(resolved);
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        var answer = await AskAsync("CONNECT allowed.example:443 HTTP/1.1\r\nX: " + new string('x', 20_000));

        Assert.StartsWith("HTTP/1.1 431 ", answer);
    }

    [Fact]
    public async Task A_head_that_does_not_come_is_not_waited_for()
    {
        await gateway.DisposeAsync();
        await StartAsync(TimeSpan.FromMilliseconds(500));

        var answer = await AskAsync("CONNECT allowed.exa");

        Assert.StartsWith("HTTP/1.1 408 ", answer);
    }

    private async Task StartAsync(TimeSpan headTimeout)
    {
        gateway = new GatewayFixture(
            new GatewayOptions
            {
                AllowedHosts = ["allowed.example", "*.beneath.example", "port.example:8443", "10.1.2.3"],
                AllowPackageRegistry = false,
                Refused = refusals.Enqueue,
                HeadTimeout = headTimeout,
            },
            services => services.AddSingleton(provider => new HostConnector(
                provider.GetRequiredService<AllowList>(),
                provider.GetRequiredService<GatewayOptions>(),
                TimeProvider.System)
            {
                Resolve = ResolveAsync,
            }));
        session = await gateway.OpenAsync(Token);
    }

    private async Task<string> AskAsync(string request)
    {
        await using var client = await gateway.ConnectAsync(session, "proxy.sock", Token);
        await client.SendAsync(request, Token);
        return await client.ReadToEndAsync(Token);
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        resolved.Enqueue(host);
        return Task.FromResult<IPAddress[]>([IPAddress.Parse("10.1.2.3"), IPAddress.Parse("::ffff:127.0.0.1")]);
    }
}

using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway.Forward;

namespace TmuxBuilder.Gateway.Tests;

public sealed class SessionHostTests : IAsyncLifetime
{
    private readonly AllowedHere hosts = new();
    private GatewayFixture gateway = null!;
    private SessionId session;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        gateway = new GatewayFixture(
            new GatewayOptions { AllowPackageRegistry = false },
            services => services.AddSingleton<ISessionHosts>(hosts).AddSingleton(provider => new HostConnector(
                provider.GetRequiredService<AllowList>(),
                provider.GetRequiredService<GatewayOptions>(),
                TimeProvider.System)
            {
                // Whoever gets as far as this is let through, and stopped only by where the name leads.
                Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.1.2.3")]),
            }));
        session = await gateway.OpenAsync(Token);
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task A_host_that_was_allowed_to_a_session_is_reached_by_it_alone_and_never_inside()
    {
        var other = await gateway.OpenAsync(Token);
        hosts.Of[session] = ["api.example.com", "*.example.org:8443"];

        Assert.StartsWith("HTTP/1.1 403 Address Not Allowed", await AskAsync(session, "api.example.com:443"));
        Assert.StartsWith("HTTP/1.1 403 Address Not Allowed", await AskAsync(session, "a.example.org:8443"));
        Assert.StartsWith("HTTP/1.1 403 Host Not Allowed", await AskAsync(session, "a.example.org:443"));
        Assert.StartsWith("HTTP/1.1 403 Host Not Allowed", await AskAsync(session, "example.com:443"));
        Assert.StartsWith("HTTP/1.1 403 Host Not Allowed", await AskAsync(other, "api.example.com:443"));
    }

    [Fact]
    public async Task What_was_allowed_ends_when_it_is_taken_back()
    {
        hosts.Of[session] = ["api.example.com"];
        Assert.StartsWith("HTTP/1.1 403 Address Not Allowed", await AskAsync(session, "api.example.com:443"));

        hosts.Of.Remove(session);

        Assert.StartsWith("HTTP/1.1 403 Host Not Allowed", await AskAsync(session, "api.example.com:443"));
    }

    private async Task<string> AskAsync(SessionId from, string target)
    {
        await using var client = await gateway.ConnectAsync(from, "proxy.sock", Token);
        await client.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\n\r\n"), Token);
        using var reader = new StreamReader(client);
        return await reader.ReadToEndAsync(Token);
    }

    private sealed class AllowedHere : ISessionHosts
    {
        public Dictionary<SessionId, IReadOnlyList<string>> Of { get; } = [];

        public ValueTask<IReadOnlyList<string>> OfAsync(SessionId session, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Of.GetValueOrDefault(session, []));
    }
}

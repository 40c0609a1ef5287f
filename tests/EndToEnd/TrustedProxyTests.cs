using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;

namespace TmuxBuilder.EndToEnd;

public sealed class TrustedProxyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proxy_that_was_named_names_the_client_and_the_scheme()
    {
        Assert.Equal(
            ("203.0.113.7 https", "max-age=31536000"),
            await AskAsync("127.0.0.1", "203.0.113.7", "https"));
        Assert.Equal(("203.0.113.7 http", null), await AskAsync("127.0.0.0/8", "203.0.113.7", "http"));
    }

    [Fact]
    public async Task What_a_client_says_of_itself_before_the_proxy_adds_to_it_is_not_believed() =>
        Assert.Equal(("203.0.113.7 http", null), await AskAsync("127.0.0.1", "198.51.100.1, 203.0.113.7", "http"));

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/8")]
    public async Task Nobody_else_names_anybody(string trusted) =>
        Assert.Equal(("127.0.0.1 http", null), await AskAsync(trusted, "203.0.113.7", "https"));

    [Theory]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/99")]
    [InlineData("*")]
    public void What_is_no_address_and_no_network_is_refused_in_a_sentence(string value) =>
        Assert.Contains(
            $"--trusted-proxies is '{value}'",
            Assert.Throws<SettingException>(() => Trusted(value)).Message,
            StringComparison.Ordinal);

    private static IReadOnlyList<IPNetwork> Trusted(string value) => StandaloneSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["trusted_proxies"] = value }).Build()).TrustedProxies;

    private static async Task<(string Seen, string? Strict)> AskAsync(string trusted, string client, string scheme)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseProxies(Trusted(trusted));
        app.MapGet("/", (HttpContext context) => $"{context.Connection.RemoteIpAddress} {context.Request.Scheme}");
        await app.StartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await http.SendAsync(request, Cancellation);
        return (
            await response.Content.ReadAsStringAsync(Cancellation),
            response.Headers.TryGetValues("Strict-Transport-Security", out var strict) ? strict.Single() : null);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Standalone.Signals;

namespace TmuxBuilder.EndToEnd;

/// <summary>Whom a host believes to be a program of the same machine.</summary>
public sealed class MetricsPageTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:8000")]
    [InlineData("127.0.0.9", "localhost:8000")]
    [InlineData("::1", "[::1]:8000")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public void One_that_calls_it_by_its_own_name(string address, string host) =>
        Assert.True(MetricsPage.IsLocal(Call(address, host), new Uri("http://127.0.0.1:8000")));

    [Theory]
    [InlineData("203.0.113.7", "127.0.0.1:8000", null, "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "rebound.example.com", null, "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "localhost.example.com", null, "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "tmux-site.localhost:8000", null, "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", "X-Forwarded-For", "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", "X-Original-For", "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", "Forwarded", "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", "X-Real-IP", "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", "Via", "http://127.0.0.1:8000")]
    [InlineData("127.0.0.1", "127.0.0.1:8000", null, "https://builder.example.com")]
    public void Not_one_from_elsewhere_nor_whoever_may_speak_for_it(
        string address, string host, string? header, string publicUrl)
    {
        var call = Call(address, host);
        if (header is not null)
        {
            call.Request.Headers[header] = "203.0.113.7";
        }

        Assert.False(MetricsPage.IsLocal(call, new Uri(publicUrl)));
    }

    private static DefaultHttpContext Call(string address, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Host = new HostString(host);
        return context;
    }
}

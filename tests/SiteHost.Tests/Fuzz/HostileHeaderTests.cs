using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Testing;

namespace TmuxBuilder.SiteHost.Tests.Fuzz;

/// <summary>What visitors of sites say they want, know and take.</summary>
public sealed class HostileHeaderTests : IAsyncLifetime
{
    private static readonly string[] Words =
    [
        "bytes=", "0-1", "5-", "-1", "0-99999999999999999999", ",", "\"", "W/\"", "*", "gzip", "br", ";q=", "0.5",
        "1e9",
        "Wed, 04 Feb 2026 07:25:31 GMT", "identity", " ", "a=b; ", "tb_client=",
    ];

    private static readonly int[] Answers = [200, 206, 304, 400, 412, 416, 431];

    private SiteHostFixture host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await SiteHostFixture.StartAsync();
        host.Publish(("index.html", new string('x', 5_000)));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void An_encoding_is_one_we_have_or_none() => Testing.Fuzz.Check(Testing.Fuzz.Texts(Words), value =>
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptEncoding = value;

        Assert.True(AcceptedEncodings.Choose(request) is null or "br" or "gzip");
    });

    [Theory]
    [InlineData("Range")]
    [InlineData("If-Range")]
    [InlineData("If-None-Match")]
    [InlineData("If-Match")]
    [InlineData("If-Modified-Since")]
    [InlineData("Accept-Encoding")]
    [InlineData("Cookie")]
    public void Whatever_a_header_says_the_answer_is_a_page_a_part_or_a_refusal(string header) =>
        Testing.Fuzz.Check(Testing.Fuzz.Texts(Words), value => Assert.Contains(Ask(header, value), Answers));

    /// <summary>On loopback, for a property that cannot wait otherwise.</summary>
    private int Ask(string header, string value) => AskAsync(header, value).GetAwaiter().GetResult();

    private async Task<int> AskAsync(string header, string value)
    {
        var sayable = new string([.. value.Where(c => c is not ('\r' or '\n' or '\0') && !char.IsSurrogate(c))]);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port, Token);
        await using var stream = client.GetStream();
        var request = $"GET / HTTP/1.1\r\nHost: {host.SiteHost}\r\nConnection: close\r\n{header}: {sayable}\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Token);
        using var answer = new StreamReader(stream);
        var line = await answer.ReadLineAsync(Token);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

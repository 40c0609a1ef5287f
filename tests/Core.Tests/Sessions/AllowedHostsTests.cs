using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Core.Tests.Sessions;

public sealed class AllowedHostsTests
{
    [Fact]
    public void Hosts_are_kept_once_in_one_spelling_and_read_back()
    {
        var stored = AllowedHosts.Write([" API.Example.com", "*.example.org", "api.example.com", "example.net:65535"]);

        Assert.Equal("api.example.com *.example.org example.net:65535", stored);
        Assert.NotNull(stored);
        Assert.Equal(["api.example.com", "*.example.org", "example.net:65535"], AllowedHosts.Read(stored));
        Assert.Equal("", AllowedHosts.Write([]));
        Assert.Empty(AllowedHosts.Read(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("localhost")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("a.*.example.com")]
    [InlineData("10.1.2.3")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("https://example.com")]
    [InlineData("example.com/path")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com other.example")]
    [InlineData("a\nb.example.com")]
    [InlineData("-a.example.com")]
    public void What_is_no_host_anybody_could_vouch_for_is_refused(string? host) =>
        Assert.Null(AllowedHosts.Write(["fine.example", host]));

    [Fact]
    public void More_than_there_may_be_are_refused()
    {
        Assert.NotNull(AllowedHosts.Write([.. Enumerable.Range(0, AllowedHosts.Max).Select(n => $"h{n}.example")]));
        Assert.Null(AllowedHosts.Write([.. Enumerable.Range(0, AllowedHosts.Max + 1).Select(n => $"h{n}.example")]));
    }

    [Fact]
    public void Whatever_is_written_is_read_back_as_it_is() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists("example.com", "*.", ":443", "a.", ".example"), hosts =>
        {
            if (AllowedHosts.Write(hosts) is { } stored)
            {
                Assert.Equal(stored, AllowedHosts.Write(AllowedHosts.Read(stored)));
                Assert.DoesNotContain(stored, char.IsControl);
            }
        });
}

using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Tests.Access;

public sealed class LinksTests
{
    private static readonly SessionId Session = SessionId.Parse(new string('a', SessionId.Length));

    [Theory]
    [InlineData("https://builder.example")]
    [InlineData("https://builder.example/")]
    [InlineData("https://builder.example/?utm=x")]
    public void Links_begin_with_the_public_address_once(string address)
    {
        var links = new Links(new Uri(address));

        Assert.Equal($"https://builder.example/client?guid={Session.Value}", links.Client(Session).ToString());
        Assert.Equal("https://builder.example/client?share=s3cret", links.Share("s3cret").ToString());
    }

    [Fact]
    public void Sign_in_tokens_stay_in_the_fragment()
    {
        var links = new Links(new Uri("https://builder.example/tools"));

        Assert.Equal("#login=t0ken", links.ClientLogin("t0ken").Fragment);
        Assert.Equal("/tools/client", links.ClientLogin("t0ken").AbsolutePath);
        Assert.Equal("#token=t0ken", links.AdminLogin("t0ken").Fragment);
        Assert.Empty(links.AdminLogin("t0ken").Query);
    }
}

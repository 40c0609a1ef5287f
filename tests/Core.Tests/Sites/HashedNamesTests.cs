using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Sites;

public sealed class HashedNamesTests
{
    [Theory]
    [InlineData("assets/index-BxY1z2_a.js")]
    [InlineData("main.4f9c01ab.css")]
    [InlineData("main.4f9c01ab.css.map")]
    [InlineData("static/media/logo.6ce24c58023cc2f8fd88.svg")]
    [InlineData("font-d41d8cd98f00b204e9800998ecf8427e.woff2")]
    public void A_name_a_build_tool_made_from_the_content_may_be_kept_for_ever(string path) =>
        Assert.True(HashedNames.Is(path));

    [Theory]
    [InlineData("index.html")]
    [InlineData("style.css")]
    [InlineData("hello-platform.css")]
    [InlineData("photo-20260204.jpg")]
    [InlineData("hero-Team2024.jpg")]
    [InlineData("img-1920x1080.jpg")]
    [InlineData("deadbeef.js")]
    [InlineData("photo-4f9c01ab")]
    [InlineData("folder-4f9c01ab/index.html")]
    [InlineData("My-Picture.png")]
    public void A_name_a_person_may_have_given_is_not(string path) => Assert.False(HashedNames.Is(path));
}

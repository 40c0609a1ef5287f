using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Sites;

public sealed class HashedNamesTests
{
    [Theory]
    [InlineData("assets/index-BxY1z2_a.js")]
    [InlineData("assets/index-BxY3kQ9d.js")]
    [InlineData("static/css/main.4f9c01ab.css")]
    [InlineData("static/css/main.4f9c01ab.css.map")]
    [InlineData("_next/static/chunks/main-4f9c01ab4f9c01ab.js")]
    [InlineData("_next/static/media/inter.4f9c01ab.woff2")]
    [InlineData("_astro/about.BxY3kQ9d.css")]
    [InlineData("_app/immutable/entry/start.BxY3kQ9d.js")]
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
    [InlineData("main.4f9c01ab.css")]
    [InlineData("images/index-BxY3kQ9d.jpg")]
    public void A_name_a_person_may_have_given_is_not(string path) => Assert.False(HashedNames.Is(path));

    [Theory]
    [InlineData("menu-cafe2024.jpg")]
    [InlineData("photo-facade01.jpg")]
    [InlineData("img-iPhone6S.png")]
    [InlineData("front-IMG_2a4B.jpg")]
    [InlineData("shop-No1Place.jpg")]
    [InlineData("logo-A4Poster.pdf")]
    [InlineData("hero-2x1Large.png")]
    public void A_word_with_a_number_is_no_hash_wherever_it_lies(string name) =>
        Assert.All(["", "images/", "assets/", "static/media/"], folder => Assert.False(HashedNames.Is(folder + name)));
}

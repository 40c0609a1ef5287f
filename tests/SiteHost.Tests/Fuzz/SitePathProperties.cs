using TmuxBuilder.Testing;

namespace TmuxBuilder.SiteHost.Tests.Fuzz;

public sealed class SitePathProperties
{
    [Fact]
    public void A_path_leads_down_and_to_what_is_not_hidden_or_nowhere() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("/", "/a", "/index.html", "/.git", "/..", "%2f", "/%2e%2e", "\\"), text =>
        {
            if (SitePath.Parse(text) is { } path)
            {
                Assert.All(path.Names, name =>
                {
                    Assert.NotEmpty(name);
                    Assert.False(name.StartsWith('.'));
                    Assert.DoesNotContain(name, c => c is '/' or '\\' || char.IsControl(c));
                });
                Assert.Equal(path.ToString(), SitePath.Parse("/" + path)?.ToString());
            }
        });
}

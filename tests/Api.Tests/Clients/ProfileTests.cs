using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Clients;

public sealed class ProfileTests : SessionTests
{
    public static TheoryData<string> AllThemes => new(Themes.All);

    [Theory]
    [MemberData(nameof(AllThemes))]
    public async Task A_theme_is_kept_for_every_project_of_the_client(string theme)
    {
        var other = await Host.NewSessionAsync();

        var answer = await Host.PostJsonAsync("/api/client/save-theme", new { guid = Session.Id.Value, theme });

        Assert.Equal(theme, answer.Expect(200).Text("theme"));
        Assert.Equal(theme, await ClientAsync(other.Id, "theme"));
        Assert.Equal("Ann", await ClientAsync(other.Id, "name"));
    }

    [Theory]
    [InlineData("midnight")]
    [InlineData("EMBER")]
    [InlineData("")]
    public async Task Another_theme_is_refused(string theme)
    {
        var answer = await Host.PostJsonAsync("/api/client/save-theme", new { guid = Session.Id.Value, theme });

        answer.ExpectProblem(422, "fields.invalid");
        Assert.Equal("ember", await ClientAsync(Session.Id, "theme"));
    }

    [Fact]
    public async Task A_profile_keeps_what_was_not_changed()
    {
        (await ChangeAsync(new { guid = Session.Id.Value, phone = "+49 30 1" })).Expect(200);
        (await ChangeAsync(new { guid = Session.Id.Value, name = "Ann B.", avatarUrl = "https://example.org/a.png" }))
            .Expect(200);

        Assert.Equal("Ann B.", await ClientAsync(Session.Id, "name"));
        Assert.Equal("+49 30 1", await ClientAsync(Session.Id, "phone"));
        Assert.Equal("https://example.org/a.png", await ClientAsync(Session.Id, "avatarUrl"));
        Assert.Equal("ember", await ClientAsync(Session.Id, "theme"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.org/a.png")]
    [InlineData("/a.png")]
    public async Task An_avatar_is_an_https_address(string avatarUrl) =>
        (await ChangeAsync(new { guid = Session.Id.Value, avatarUrl })).ExpectProblem(422, "fields.invalid");

    [Fact]
    public async Task Long_or_multi_line_fields_are_refused_by_name()
    {
        var answer = await ChangeAsync(new { guid = Session.Id.Value, name = new string('x', 201), phone = "1\n2" });

        answer.ExpectProblem(422, "fields.invalid");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty("name", out _));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty("phone", out _));
    }

    private Task<Answer> ChangeAsync(object body) =>
        Host.CallAsync(HttpMethod.Put, "/api/client/profile", JsonSerializer.Serialize(body));

    private async Task<string?> ClientAsync(SessionId id, string field)
    {
        var answer = (await Host.GetAsync($"/api/client/projects?guid={id.Value}")).Expect(200);
        return answer.Json.GetProperty("client").GetProperty(field).GetString();
    }
}

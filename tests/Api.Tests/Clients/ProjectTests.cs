using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Clients;

public sealed class ProjectTests : SessionTests
{
    [Fact]
    public async Task A_guid_shows_its_own_project_only()
    {
        await Host.NewSessionAsync();
        (await Host.SayAsync(Session.Id, "hello")).Expect(202);

        var answer = await ListAsync($"guid={Session.Id.Value}");

        var project = Assert.Single(Projects(answer));
        Assert.Equal(Session.Id.Value, project.GetProperty("guid").GetString());
        Assert.Equal("Ann", project.GetProperty("name").GetString());
        Assert.Equal("ann@example.org", project.GetProperty("email").GetString());
        Assert.Equal("active", project.GetProperty("status").GetString());
        Assert.Equal(1, project.GetProperty("message_count").GetInt32());
        Assert.Equal("", project.GetProperty("initial_request").GetString());
        Assert.Equal(JsonValueKind.Null, project.GetProperty("deployed_url").ValueKind);
        Assert.False(project.GetProperty("archived").GetBoolean());
        Assert.Equal("2026-02-04T07:25:31.000Z", project.GetProperty("created_at").GetString());
        Assert.Equal("2026-02-04T07:25:31.000Z", project.GetProperty("updated_at").GetString());
        var client = answer.Json.GetProperty("client");
        Assert.Equal("ann@example.org", client.GetProperty("email").GetString());
        Assert.Equal("Ann", client.GetProperty("name").GetString());
        Assert.Equal("", client.GetProperty("avatarUrl").GetString());
        Assert.Equal("ember", client.GetProperty("theme").GetString());
        Assert.True(answer.Json.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("deployed")]
    [InlineData("completed")]
    public async Task A_project_says_how_far_it_is(string status)
    {
        await Host.Service<ISessionStore>().ChangeAsync(
            Session.Id,
            found => found with
            {
                State = SessionState.Completed,
                DeployedUrl = status == "deployed" ? "https://shop.example" : null,
            },
            Token);

        var project = Assert.Single(Projects(await ListAsync($"guid={Session.Id.Value}")));

        Assert.Equal(status, project.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_email_address_alone_opens_nothing()
    {
        (await Host.GetAsync("/api/client/projects?email=ann@example.org")).ExpectProblem(401, "client.proof_required");
        (await Host.GetAsync("/api/client/projects?email=nobody@example.org"))
            .ExpectProblem(401, "client.proof_required");
        (await Host.GetAsync("/api/client/projects")).ExpectProblem(422, "fields.invalid");
    }

    [Fact]
    public async Task A_proved_email_address_shows_all_its_projects_and_nobody_elses()
    {
        var second = await Host.NewSessionAsync();
        var gone = await Host.NewSessionAsync();
        await Host.PutAsync(gone.Id, SessionState.Deleted);
        await Host.NewSessionAsync("bob@example.org");
        var token = await TokenAsync("ann@example.org");

        var named = (await Host.GetAsync("/api/client/projects?email=Ann@Example.org", token)).Expect(200);
        var own = (await Host.GetAsync("/api/client/projects", token)).Expect(200);

        var guids = Projects(named).Select(project => project.GetProperty("guid").GetString()).Order().ToList();
        Assert.Equal(new[] { Session.Id.Value, second.Id.Value }.Order(), guids);
        Assert.Equal(named.Body, own.Body);
        (await Host.GetAsync("/api/client/projects?email=bob@example.org", token))
            .ExpectProblem(401, "client.proof_required");
    }

    [Fact]
    public async Task A_browser_that_opened_a_guid_may_start_another_project_of_the_same_client()
    {
        var cookie = (await ListAsync($"guid={Session.Id.Value}")).Cookie("tb_session");
        Assert.DoesNotContain(Session.Id.Value, cookie, StringComparison.Ordinal);
        var body = new { email = "ANN@example.org", initial_request = "A tea shop", name = "Tea" };

        var answer = (await CreateAsync(body, ("Cookie", cookie), ("Origin", ApiHost.OwnOrigin))).Expect(201);

        Assert.Equal($"{ApiHost.OwnOrigin}/client?guid={answer.Text("guid")}", answer.Text("link"));
        var created = SessionId.Parse(answer.Text("guid"));
        var project = Assert.Single(Projects(await ListAsync($"guid={created.Value}")));
        Assert.Equal("Tea", project.GetProperty("name").GetString());
        Assert.Equal("A tea shop", project.GetProperty("initial_request").GetString());
        Assert.Equal("ann@example.org", project.GetProperty("email").GetString());
        var turn = Assert.Single(await Host.Service<ITurnStore>().ListOpenAsync(created, Token));
        Assert.Equal("A tea shop", turn.Text);
        Assert.Equal(TurnOrigin.Initial, turn.Origin);
    }

    [Fact]
    public async Task A_project_is_started_only_for_the_address_the_credential_proves()
    {
        var cookie = (await ListAsync($"guid={Session.Id.Value}")).Cookie("tb_session");
        var token = await TokenAsync("ann@example.org");
        var foreign = new { email = "bob@example.org", initial_request = "A tea shop" };

        (await CreateAsync(foreign, ("Cookie", cookie), ("Origin", ApiHost.OwnOrigin)))
            .ExpectProblem(403, "client.email_mismatch");
        (await CreateAsync(foreign, token)).ExpectProblem(403, "client.email_mismatch");
        (await CreateAsync(foreign)).ExpectProblem(401, "client.proof_required");
        (await CreateAsync(foreign, ("Cookie", cookie), ("Origin", "https://evil.example")))
            .ExpectProblem(403, "origin.refused");
        (await CreateAsync(new { email = "ann@example.org", initial_request = "A tea shop" }, token)).Expect(201);
    }

    [Fact]
    public async Task A_browser_is_given_its_cookie_once_and_it_opens_only_that_session()
    {
        var cookie = (await ListAsync($"guid={Session.Id.Value}")).Cookie("tb_session");

        var again = await Host.GetAsync($"/api/client/projects?guid={Session.Id.Value}", ("Cookie", cookie));
        var bare = await Host.GetAsync("/api/client/projects", ("Cookie", cookie));

        Assert.False(again.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal(Session.Id.Value, Assert.Single(Projects(bare.Expect(200))).GetProperty("guid").GetString());
        (await Host.GetAsync("/api/client/projects?email=ann@example.org", ("Cookie", cookie)))
            .ExpectProblem(401, "client.proof_required");
    }

    [Theory]
    [InlineData("""{"email":"","initial_request":"x"}""", "email")]
    [InlineData("""{"email":"nonsense","initial_request":"x"}""", "email")]
    [InlineData("""{"email":"ann@example.org","initial_request":" "}""", "initial_request")]
    [InlineData("""{"email":"ann@example.org"}""", "initial_request")]
    [InlineData("""{"email":"ann@example.org","initial_request":"x","name":"two\nlines"}""", "name")]
    public async Task Wrong_fields_are_named(string body, string field)
    {
        var answer = await Host.PostAsync("/api/client/projects", body, await TokenAsync("ann@example.org"));

        answer.ExpectProblem(422, "fields.invalid");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_new_name_is_what_lists_show()
    {
        (await ChangeAsync("""{"name":"  Tea & Co  "}""")).Expect(200);

        var project = Assert.Single(Projects(await ListAsync($"guid={Session.Id.Value}")));
        Assert.Equal("Tea & Co", project.GetProperty("name").GetString());
        Assert.False(project.GetProperty("archived").GetBoolean());
    }

    [Fact]
    public async Task A_message_unarchives_an_archived_project()
    {
        (await ChangeAsync("""{"archived":true}""")).Expect(200);
        Assert.True((await Host.ReadAsync(Session.Id)).Archived);

        (await Host.SayAsync(Session.Id, "hello")).Expect(202);

        Assert.False((await Host.ReadAsync(Session.Id)).Archived);
    }

    [Theory]
    [InlineData("""{"name":""}""", 422)]
    [InlineData("""{"name":7}""", 400)]
    [InlineData("""{"archived":"yes"}""", 400)]
    [InlineData("""[]""", 400)]
    public async Task A_change_that_cannot_be_is_refused(string body, int status) =>
        Assert.Equal(status, (await ChangeAsync(body)).Status);

    [Fact]
    public async Task A_deleted_project_is_unknown_until_it_is_restored()
    {
        (await RestoreAsync()).ExpectProblem(409, "session.not_deleted");
        (await Host.CallAsync(HttpMethod.Delete, $"/api/client/projects/{Session.Id.Value}", null)).Expect(200);
        (await Host.GetAsync($"/api/client/projects?guid={Session.Id.Value}")).ExpectProblem(404, "session.not_found");
        (await ChangeAsync("""{"name":"x"}""")).ExpectProblem(404, "session.not_found");

        (await RestoreAsync()).Expect(200);

        Assert.Single(Projects(await ListAsync($"guid={Session.Id.Value}")));
    }

    private static List<JsonElement> Projects(Answer answer) =>
        [.. answer.Json.GetProperty("projects").EnumerateArray()];

    private async Task<Answer> ListAsync(string query) =>
        (await Host.GetAsync($"/api/client/projects?{query}")).Expect(200);

    private Task<Answer> CreateAsync(object body, params (string Name, string Value)[] headers) =>
        Host.PostJsonAsync("/api/client/projects", body, headers);

    private Task<Answer> ChangeAsync(string body) =>
        Host.CallAsync(HttpMethod.Patch, $"/api/client/projects/{Session.Id.Value}", body);

    private Task<Answer> RestoreAsync() => Host.PostAsync($"/api/client/projects/{Session.Id.Value}/restore");

    private async Task<(string Name, string Value)> TokenAsync(string email)
    {
        var (_, secret) = await Host.Service<GrantIssuer>().IssueAsync(
            GrantKind.ClientToken, email, "", TimeSpan.FromDays(30), Token);
        return ("Authorization", $"Bearer {secret}");
    }
}

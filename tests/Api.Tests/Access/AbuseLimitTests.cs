using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Tests.Access;

/// <summary>What keeps one address, e-mail, session or client from taking everything.</summary>
public sealed class AbuseLimitTests
{
    [Fact]
    public async Task One_e_mail_address_asks_only_so_often_however_it_is_written()
    {
        await using var host = await StartAsync(limits => limits with { RequestsPerEmailPerHour = 2 });

        (await AskAsync(host, "ann@example.org")).Expect(201);
        (await AskAsync(host, "Ann@Example.org")).Expect(201);

        (await AskAsync(host, "ANN@example.org")).ExpectProblem(429, "rate.limited");
        (await AskAsync(host, "bea@example.org")).Expect(201);
        host.Time.Advance(TimeSpan.FromHours(1));
        (await AskAsync(host, "ann@example.org")).Expect(201);
    }

    [Fact]
    public async Task Where_anybody_begins_one_address_holds_only_so_many_projects_and_says_nothing_of_them()
    {
        await using var host = await StartAsync(
            limits => limits with { SessionsPerClient = 2 }, options => options with { Onboarding = Onboarding.Open });
        var guid = await host.CreateSessionAsync();
        (await AskAsync(host, "ann@example.org")).Expect(201);

        (await AskAsync(host, "ann@example.org")).ExpectProblem(429, "rate.limited");
        (await host.PostAsync("/api/admin/sessions", """{"name":"Ann","email":"ann@example.org"}"""))
            .ExpectProblem(429, "rate.limited");

        (await host.PostAsync("/api/admin/sessions", """{"name":"Ann","email":"ann@example.org"}""", ApiHost.Admin))
            .Expect(201);
        await host.CallAsync(HttpMethod.Delete, $"/api/client/projects/{guid}", null);
        await host.CallAsync(HttpMethod.Delete, $"/api/client/projects/{await OtherAsync(host)}", null);
        (await AskAsync(host, "ann@example.org")).Expect(201);
    }

    [Fact]
    public async Task A_client_who_has_as_many_projects_as_one_may_is_told_what_to_do()
    {
        await using var host = await StartAsync(limits => limits with { SessionsPerClient = 1 });
        var guid = await host.CreateSessionAsync();

        var refused = await host.PostAsync(
            $"/api/client/projects?guid={guid}", """{"email":"ann@example.org","initial_request":"One more"}""");

        refused.ExpectProblem(409, "client.too_many_projects");
        Assert.Contains("delete one first", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_are_counted_by_session_and_by_client()
    {
        await using var host = await StartAsync(
            limits => limits with { MessagesPerMinute = 2, MessagesPerClientPerMinute = 3 });
        var (first, second) = (await host.CreateSessionAsync(), await host.CreateSessionAsync());
        var other = await host.CreateSessionAsync("bea@example.org");

        Assert.Equal([202, 202, 429], await SayAsync(host, first, 3));
        Assert.Equal([202, 429], await SayAsync(host, second, 2));
        Assert.Equal([202], await SayAsync(host, other, 1));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([202], await SayAsync(host, first, 1));
    }

    [Fact]
    public async Task Answers_and_cancellations_count_like_messages()
    {
        await using var host = await StartAsync(limits => limits with { MessagesPerMinute = 1 });
        var (first, second) = (await host.CreateSessionAsync(), await host.CreateSessionAsync());
        await SayAsync(host, first, 1);
        await SayAsync(host, second, 1);

        (await host.PostAsync("/api/chat/cancel", $$"""{"guid":"{{first}}"}""")).ExpectProblem(429, "rate.limited");
        (await host.PostAsync(
            "/api/chat/answer",
            $$"""{"guid":"{{second}}","question_id":"{{QuestionId.New(host.Time)}}","answer":"A"}"""))
            .ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task Files_are_counted_by_client_too()
    {
        await using var host = await StartAsync(
            limits => limits with { UploadsPerMinute = 5, UploadsPerClientPerMinute = 1 });
        var (first, second) = (await host.CreateSessionAsync(), await host.CreateSessionAsync());

        (await BeginAsync(host, first)).Expect(201);
        (await BeginAsync(host, second)).ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task Links_for_others_are_made_only_so_often()
    {
        await using var host = await StartAsync(limits => limits with { SharesPerHour = 1 });
        var guid = await host.CreateSessionAsync();

        (await host.PostAsync($"/api/client/projects/{guid}/shares")).Expect(201);
        (await host.PostAsync($"/api/client/projects/{guid}/shares")).ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task One_address_causes_only_so_much_work_in_all_its_sessions()
    {
        await using var host = await StartAsync(limits => limits with { WorkPerMinute = 3 });
        var (first, other) = (await host.CreateSessionAsync(), await host.CreateSessionAsync("bea@example.org"));

        Assert.Equal([202, 202], await SayAsync(host, first, 2));
        Assert.Equal([202, 429], await SayAsync(host, other, 2));
        (await BeginAsync(host, other)).ExpectProblem(429, "rate.limited");
        (await host.PostAsync($"/api/client/projects/{other}/shares")).ExpectProblem(429, "rate.limited");
    }

    private static Task<ApiHost> StartAsync(
        Func<RateLimits, RateLimits> limit, Func<ApiOptions, ApiOptions>? configure = null) => ApiHost.StartAsync(
            options => (configure?.Invoke(options) ?? options) with { Limits = limit(new RateLimits()) });

    private static Task<Answer> AskAsync(ApiHost host, string email) => host.PostAsync(
        "/api/requests", $$"""{"name":"Ann","email":"{{email}}","initial_request":"A page about tea"}""");

    private static async Task<string> OtherAsync(ApiHost host)
    {
        var list = await host.GetAsync("/api/admin/sessions?filter=active", ApiHost.Admin);
        return list.Json.GetProperty("sessions")[0].GetProperty("guid").GetString()!;
    }

    private static async Task<List<int>> SayAsync(ApiHost host, string guid, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add((await host.PostAsync("/api/chat", $$"""{"guid":"{{guid}}","message":"Hello"}""")).Status);
        }

        return statuses;
    }

    private static Task<Answer> BeginAsync(ApiHost host, string guid) => host.PostAsync(
        "/api/uploads", $$"""{"guid":"{{guid}}","filename":"a.png","size":10,"content_type":"image/png"}""");
}

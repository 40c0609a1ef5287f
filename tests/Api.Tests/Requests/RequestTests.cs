using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Requests;

public sealed class RequestTests
{
    private const string Wish =
        """{"name":" Ann ","email":"Ann@Example.org","phone":"+41 1","initial_request":"A page about tea"}""";

    [Fact]
    public async Task A_request_waits_for_an_admin_and_can_be_looked_up()
    {
        await using var host = await ApiHost.StartAsync();

        var sent = (await host.PostAsync("/api/requests", Wish)).Expect(201);
        var seen = (await host.GetAsync($"/api/requests/{sent.Text("request_id")}")).Expect(200);

        Assert.True(sent.Json.GetProperty("success").GetBoolean());
        Assert.Equal("pending", sent.Text("status"));
        Assert.False(sent.Json.TryGetProperty("guid", out _));
        Assert.Equal("pending", seen.Text("status"));
    }

    [Fact]
    public async Task Whoever_fills_in_what_people_do_not_see_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var trapped = Wish.Replace("}", ""","website":"http://spam.example"}""", StringComparison.Ordinal);

        (await host.PostAsync("/api/requests", trapped)).ExpectProblem(422, "fields.invalid");

        var all = (await host.GetAsync("/api/admin/requests?status=all", ApiHost.Admin)).Expect(200);
        Assert.Empty(IdsOf(all));
        (await host.PostAsync("/api/requests", Wish.Replace("}", ""","website":""}""", StringComparison.Ordinal)))
            .Expect(201);
    }

    [Fact]
    public async Task Approval_creates_the_session_starts_the_wish_and_mails_the_link()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.PostAsync("/api/requests", Wish)).Text("request_id");

        var approved = (await ApproveAsync(host, id)).Expect(200);

        var guid = approved.Text("guid");
        Assert.Equal($"{ApiHost.OwnOrigin}/client?guid={guid}", approved.Text("link"));
        var turn = Assert.Single(await host.Service<ITurnStore>().ListOpenAsync(
            SessionId.Parse(guid), TestContext.Current.CancellationToken));
        Assert.Equal(("A page about tea", TurnOrigin.Initial, TurnState.Queued), (turn.Text, turn.Origin, turn.State));
        Assert.Equal(approved.Headers["X-Request-Id"], turn.TraceId);
        Assert.Contains(approved.Text("link"), host.MailTo("ann@example.org").Text(), StringComparison.Ordinal);
        var seen = await host.GetAsync($"/api/requests/{id}");
        Assert.Equal(("approved", guid), (seen.Text("status"), seen.Text("guid")));
        var session =
            await host.Service<ISessionStore>().FindAsync(SessionId.Parse(guid), TestContext.Current.CancellationToken);
        Assert.Equal(id, session?.ApprovedFrom?.Value);
    }

    [Fact]
    public async Task Only_a_pending_request_is_decided()
    {
        await using var host = await ApiHost.StartAsync();
        var approved = (await host.PostAsync("/api/requests", Wish)).Text("request_id");
        var rejected = (await host.PostAsync("/api/requests", Wish)).Text("request_id");
        await ApproveAsync(host, approved);
        await host.PostAsync($"/api/admin/requests/{rejected}/reject", null, ApiHost.Admin);

        (await ApproveAsync(host, approved)).ExpectProblem(409, "request.not_pending");
        (await ApproveAsync(host, rejected)).ExpectProblem(409, "request.not_pending");
        (await host.PostAsync($"/api/admin/requests/{approved}/reject", null, ApiHost.Admin)).ExpectProblem(
            409, "request.not_pending");
        var list = await host.GetAsync("/api/admin/sessions", ApiHost.Admin);
        Assert.Equal(1, list.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Parallel_approvals_make_one_session()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await host.PostAsync("/api/requests", Wish)).Text("request_id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ApproveAsync(host, id)));

        Assert.Equal([200, 409, 409, 409, 409, 409], answers.Select(answer => answer.Status).Order());
        var list = await host.GetAsync("/api/admin/sessions", ApiHost.Admin);
        Assert.Equal(1, list.Json.GetProperty("sessions").GetArrayLength());
    }

    [Fact]
    public async Task An_approval_cut_off_before_the_wish_was_started_is_finished_by_asking_again()
    {
        await using var host = await ApiHost.StartAsync();
        var token = TestContext.Current.CancellationToken;
        var id = (await host.PostAsync("/api/requests", Wish)).Text("request_id");
        var guid = await host.CreateSessionAsync();
        var requests = host.Service<IRequestStore>();
        var sessions = host.Service<ISessionStore>();
        var request = await requests.FindAsync(RequestId.Parse(id), token) ?? throw new InvalidOperationException();
        await requests.DecideAsync(
            request with { Status = RequestStatus.Approved, Session = SessionId.Parse(guid) }, token);
        await sessions.ChangeAsync(
            SessionId.Parse(guid),
            session => session with { InitialRequest = "A page about tea", State = SessionState.Initializing },
            token);

        (await ApproveAsync(host, id)).ExpectProblem(409, "request.not_pending");
        (await ApproveAsync(host, id)).ExpectProblem(409, "request.not_pending");

        Assert.Single(await host.Service<ITurnStore>().ListOpenAsync(SessionId.Parse(guid), token));
    }

    [Fact]
    public async Task A_rejection_keeps_its_reason_and_tells_the_applicant()
    {
        await using var host = await ApiHost.StartAsync();
        var byQuery = (await host.PostAsync("/api/requests", Wish)).Text("request_id");
        var byBody = (await host.PostAsync("/api/requests", Wish)).Text("request_id");

        (await host.PostAsync($"/api/admin/requests/{byQuery}/reject?reason=Too%20big", null, ApiHost.Admin)).Expect(
            200);
        (await host.PostAsync($"/api/admin/requests/{byBody}/reject", """{"reason":"Too small"}""", ApiHost.Admin))
            .Expect(200);

        Assert.Equal("Too big", (await host.GetAsync($"/api/requests/{byQuery}")).Text("reason"));
        Assert.Equal("Too small", (await host.GetAsync($"/api/requests/{byBody}")).Text("reason"));
        Assert.Contains(host.Mails, mail => mail.Text().Contains("Too big", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Admins_list_by_status_newest_first_page_by_page_and_delete()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await host.PostAsync("/api/requests", Wish)).Text("request_id"));
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await ApproveAsync(host, ids[0]);
        var pending = (await host.GetAsync("/api/admin/requests?status=pending&limit=1", ApiHost.Admin)).Expect(200);
        var next = await host.GetAsync(
            $"/api/admin/requests?status=pending&limit=1&cursor={pending.Text("next_cursor")}", ApiHost.Admin);
        var all = (await host.GetAsync("/api/admin/requests?status=all", ApiHost.Admin)).Expect(200);

        Assert.Equal([ids[1]], IdsOf(pending));
        Assert.Equal(2, pending.Json.GetProperty("total").GetInt32());
        Assert.Equal([ids[2]], IdsOf(next));
        Assert.Equal(ids, IdsOf(all));
        (await host.CallAsync(HttpMethod.Delete, $"/api/admin/requests/{ids[1]}", null, ApiHost.Admin)).Expect(200);
        (await host.GetAsync($"/api/admin/requests/{ids[1]}", ApiHost.Admin)).ExpectProblem(404, "request.not_found");
        (await host.GetAsync("/api/admin/requests?status=nonsense", ApiHost.Admin)).ExpectProblem(
            422, "fields.invalid");
        (await host.GetAsync("/api/admin/requests?cursor=nonsense", ApiHost.Admin)).ExpectProblem(
            400, "cursor.malformed");
    }

    [Fact]
    public async Task With_open_onboarding_a_request_is_a_session_at_once()
    {
        await using var host = await ApiHost.StartAsync(options => options with { Onboarding = Onboarding.Open });

        var sent = (await host.PostAsync("/api/requests", Wish)).Expect(201);
        var direct =
            (await host.PostAsync("/api/admin/sessions", """{"name":"Bob","email":"bob@example.org"}""")).Expect(201);

        Assert.Equal("approved", sent.Text("status"));
        (await host.GetAsync($"/api/sessions/{sent.Text("guid")}")).Expect(200);
        (await host.GetAsync($"/api/sessions/{direct.Text("guid")}")).Expect(200);
    }

    [Fact]
    public async Task With_closed_onboarding_no_request_is_taken()
    {
        await using var host = await ApiHost.StartAsync(options => options with { Onboarding = Onboarding.Closed });

        (await host.PostAsync("/api/requests", Wish)).ExpectProblem(403, "onboarding.closed");
        (await host.PostAsync("/api/admin/sessions", """{"name":"Bob","email":"bob@example.org"}""")).ExpectProblem(
            401, "auth.required");
    }

    private static Task<Answer> ApproveAsync(ApiHost host, string id) =>
        host.PostAsync($"/api/admin/requests/{id}/approve", null, ApiHost.Admin);

    private static IEnumerable<string?> IdsOf(Answer list) =>
        list.Json.GetProperty("requests").EnumerateArray().Select(
            request => request.GetProperty("request_id").GetString());
}

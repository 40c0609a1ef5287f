using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Api.Tests.Uploads;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Chat;

public sealed class ChatTests : SessionTests
{
    public static TheoryData<string> Awkward => new(
        "/quit",
        "!rm -rf /",
        "#memory",
        "@/etc/passwd",
        "\u001b[2J\u001b]0;title\u0007 \u0000 \u0008 \u007f \u009b",
        " leading and trailing \r\n\t",
        "{\"type\":\"done\"}\n```\n' OR 1=1; -- $(id) `id` %n \\",
        "שלום عالم ‮evil‬ 東京 👩‍👩‍👧",
        string.Concat(Enumerable.Repeat("😀", 32_000)),
        new string('\u0001', 32_000));

    [Fact]
    public async Task A_message_is_stored_before_it_is_answered()
    {
        var answer = (await Host.SayAsync(Session.Id, "Create a tea shop website")).Expect(202);

        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal(Session.Id.Value, answer.Text("guid"));
        Assert.Equal("queued", answer.Text("state"));
        Assert.Equal(0, answer.Json.GetProperty("queue_position").GetInt32());
        Assert.NotEmpty(answer.Text("response"));
        Assert.Equal("2026-02-04T07:25:31.000Z", answer.Text("timestamp"));
        var turn = await Host.TurnAsync(Session.Id, answer.Text("turn_id"));
        Assert.Equal("Create a tea shop website", turn.Text);
        Assert.Equal(answer.Text("message_id"), turn.Message.Value);
        Assert.Equal(answer.Headers["X-Request-Id"], turn.TraceId);
    }

    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task A_message_reaches_history_and_agent_as_it_was_written(string message)
    {
        var sent = (await Host.SayAsync(Session.Id, message)).Expect(202);

        var history = (await Host.GetAsync($"/api/history?guid={Session.Id.Value}")).Expect(200);
        Assert.Equal(message, history.Json.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal(message, (await Host.TurnAsync(Session.Id, sent.Text("turn_id"))).Text);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \\n \"")]
    public async Task An_empty_message_is_refused_by_field(string message)
    {
        var answer = await Host.PostAsync("/api/chat", $$"""{"guid":"{{Session.Id.Value}}","message":{{message}}}""");

        answer.ExpectProblem(422, "fields.invalid");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty("message", out _));
    }

    [Fact]
    public async Task A_missing_message_is_refused_by_field() =>
        (await Host.PostJsonAsync("/api/chat", new { guid = Session.Id.Value })).ExpectProblem(422, "fields.invalid");

    [Fact]
    public async Task A_message_of_32001_characters_is_refused() =>
        (await Host.SayAsync(Session.Id, string.Concat(Enumerable.Repeat("😀", 32_001))))
            .ExpectProblem(422, "fields.invalid");

    [Theory]
    [InlineData("""{"guid":"GUID","message":7}""")]
    [InlineData("""{"guid":"GUID","message":null}""")]
    [InlineData("""{"guid":"GUID","message":"\ud800"}""")]
    [InlineData("""{"guid":"GUID","message":"hi","upload_ids":"x"}""")]
    [InlineData("""{"guid":"GUID","message":"hi" """)]
    [InlineData("""["GUID"]""")]
    public async Task A_malformed_body_is_a_400(string body) =>
        (await Host.PostAsync("/api/chat", body.Replace("GUID", Session.Id.Value, StringComparison.Ordinal)))
            .Expect(400);

    [Fact]
    public async Task An_unknown_guid_is_a_404_and_never_a_new_session()
    {
        var stranger = SessionId.New("x@example.org", TimeProvider.System);

        (await Host.SayAsync(stranger, "hello")).ExpectProblem(404, "session.not_found");

        var all = await Host.Service<ISessionStore>().PageAsync(
            new SessionQuery(SessionFilter.All, "", SessionSort.Created, new Core.Paging.PageRequest(10)),
            Token);
        Assert.Equal([Session.Id], all.Items.Select(row => row.Session.Id));
    }

    [Theory]
    [InlineData(SessionState.Initializing)]
    [InlineData(SessionState.Ready)]
    [InlineData(SessionState.Working)]
    [InlineData(SessionState.Waiting)]
    [InlineData(SessionState.Hibernated)]
    [InlineData(SessionState.Failed)]
    [InlineData(SessionState.Paused)]
    public async Task A_session_in_this_state_takes_messages(SessionState state)
    {
        await Host.PutAsync(Session.Id, state);

        (await Host.SayAsync(Session.Id, "hello")).Expect(202);

        Assert.Equal(state, (await Host.ReadAsync(Session.Id)).State);
    }

    [Fact]
    public async Task A_message_reopens_a_completed_session()
    {
        await Host.PutAsync(Session.Id, SessionState.Completed);

        (await Host.SayAsync(Session.Id, "one more thing")).Expect(202);

        Assert.NotEqual(SessionState.Completed, (await Host.ReadAsync(Session.Id)).State);
    }

    [Theory]
    [InlineData(SessionState.Deleted)]
    [InlineData(SessionState.Purging)]
    [InlineData(SessionState.Purged)]
    public async Task A_session_that_is_gone_is_unknown_to_clients(SessionState state)
    {
        await Host.PutAsync(Session.Id, state);

        (await Host.SayAsync(Session.Id, "hello")).ExpectProblem(404, "session.not_found");
    }

    [Fact]
    public async Task An_admin_is_told_that_a_session_is_deleted()
    {
        await Host.PutAsync(Session.Id, SessionState.Deleted);

        var answer = await Host.PostJsonAsync(
            "/api/chat", new { guid = Session.Id.Value, message = "hello" }, ApiHost.Admin);

        answer.ExpectProblem(409, "session.deleted");
    }

    [Fact]
    public async Task A_repeated_client_message_id_gives_the_first_turn()
    {
        var body = new { guid = Session.Id.Value, message = "hello", client_message_id = "m-1" };
        var first = (await Host.PostJsonAsync("/api/chat", body)).Expect(202);
        var second = (await Host.PostJsonAsync("/api/chat", body)).Expect(202);

        Assert.Equal(first.Text("turn_id"), second.Text("turn_id"));
        Assert.Equal(first.Text("message_id"), second.Text("message_id"));
        Assert.Equal(1, await CountAsync());
        var history = await Host.GetAsync($"/api/history?guid={Session.Id.Value}");
        Assert.Equal("m-1", history.Json.GetProperty("messages")[0].GetProperty("client_message_id").GetString());
    }

    [Fact]
    public async Task A_client_message_id_with_another_message_is_refused_and_nothing_is_stored()
    {
        var file = await Host.UploadAsync(Session.Id.Value, "a.txt", "one"u8.ToArray());
        var body = new { guid = Session.Id.Value, message = "hello", client_message_id = "m-1" };
        (await Host.PostJsonAsync("/api/chat", body)).Expect(202);
        await Host.PutAsync(Session.Id, SessionState.Completed);
        var before = await CountAsync();

        var other = await Host.PostJsonAsync("/api/chat", body with { message = "other" });
        var withFile = await Host.PostJsonAsync(
            "/api/chat",
            new { body.guid, body.message, body.client_message_id, upload_ids = new[] { file.Text("upload_id") } });

        other.ExpectProblem(422, "message.id_reused");
        withFile.ExpectProblem(422, "message.id_reused");
        Assert.Equal(before, await CountAsync());
        Assert.Equal(SessionState.Completed, (await Host.ReadAsync(Session.Id)).State);
    }

    [Fact]
    public async Task A_message_that_is_refused_reopens_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            (await Host.SayAsync(Session.Id, "wait")).Expect(202);
        }

        await Host.Service<ISessionStore>().ChangeAsync(
            Session.Id,
            stored => stored with { State = SessionState.Completed, Archived = true },
            Token);

        (await Host.SayAsync(Session.Id, "one too many")).ExpectProblem(429, "turn.queue_full");

        var kept = await Host.ReadAsync(Session.Id);
        Assert.Equal((SessionState.Completed, true), (kept.State, kept.Archived));
    }

    [Fact]
    public async Task A_repeated_idempotency_key_gives_the_first_answer()
    {
        var body = new { guid = Session.Id.Value, message = "hello" };
        var first = (await Host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "k1"))).Expect(202);
        var second = (await Host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "k1"))).Expect(202);
        var other = await Host.PostJsonAsync(
            "/api/chat", new { guid = Session.Id.Value, message = "other" }, ("Idempotency-Key", "k1"));

        Assert.Equal(first.Body, second.Body);
        other.ExpectProblem(422, "idempotency.other_body");
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_back()
    {
        for (var i = 0; i < 20; i++)
        {
            var taken = (await Host.SayAsync(Session.Id, $"message {i}")).Expect(202);
            Assert.Equal(i, taken.Json.GetProperty("queue_position").GetInt32());
        }

        var answer = await Host.SayAsync(Session.Id, "one too many");

        answer.ExpectProblem(429, "turn.queue_full");
        Assert.True(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(20, await CountAsync());
    }

    [Fact]
    public async Task Too_many_messages_a_minute_are_refused_until_the_minute_is_over()
    {
        await using var strict = await ApiHost.StartAsync(
            options => options with { Limits = options.Limits with { MessagesPerMinute = 2 } });
        var own = await strict.NewSessionAsync();
        (await strict.SayAsync(own.Id, "1")).Expect(202);
        (await strict.SayAsync(own.Id, "2")).Expect(202);

        (await strict.SayAsync(own.Id, "3")).ExpectProblem(429, "rate.limited");
        (await strict.SayAsync((await strict.NewSessionAsync()).Id, "another session")).Expect(202);

        strict.Time.Advance(TimeSpan.FromMinutes(1));
        (await strict.SayAsync(own.Id, "4")).Expect(202);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("00000000000000000000000000000000")]
    public async Task A_message_with_an_unknown_upload_is_not_stored(string upload)
    {
        var answer = await Host.PostJsonAsync(
            "/api/chat", new { guid = Session.Id.Value, message = "use it", upload_ids = new[] { upload } });

        answer.ExpectProblem(422, "fields.invalid");
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task An_own_guid_is_the_only_credential_a_client_needs_and_a_share_none()
    {
        var (secret, _) = await Host.ShareAsync(Session.Id);

        Assert.Equal(400, (await Host.PostJsonAsync("/api/chat", new { guid = secret, message = "hello" })).Status);
        Assert.Equal(422, (await Host.PostJsonAsync($"/api/chat?share={secret}", new { message = "hello" })).Status);
        Assert.Equal(0, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        var history = (await Host.GetAsync($"/api/history?guid={Session.Id.Value}")).Expect(200);
        return history.Json.GetProperty("messages").EnumerateArray().Count();
    }
}

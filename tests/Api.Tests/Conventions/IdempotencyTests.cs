using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Tests.Conventions;

public sealed class IdempotencyTests
{
    private const string Wish = """{"name":"Ann","email":"ann@example.org","initial_request":"A page about tea"}""";

    [Fact]
    public async Task A_repeated_call_gets_the_first_answer_and_does_nothing_twice()
    {
        await using var host = await ApiHost.StartAsync();

        var first = (await CreateAsync(host, "key-1", Wish)).Expect(201);
        var second = (await CreateAsync(host, "key-1", Wish)).Expect(201);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
        Assert.NotEqual(first.Headers["X-Request-Id"], second.Headers["X-Request-Id"]);
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        await CreateAsync(host, "key-1", Wish);

        var other = await CreateAsync(host, "key-1", Wish.Replace("tea", "coffee", StringComparison.Ordinal));

        other.ExpectProblem(422, "idempotency.other_body");
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task Other_keys_callers_and_routes_are_calls_of_their_own()
    {
        await using var host = await ApiHost.StartAsync(options => options with { Onboarding = Onboarding.Open });

        (await CreateAsync(host, "key-1", Wish)).Expect(201);
        (await CreateAsync(host, "key-2", Wish)).Expect(201);
        (await host.PostAsync("/api/admin/sessions", Wish, ("Idempotency-Key", "key-1"))).Expect(201);
        (await host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"))).Expect(201);

        Assert.Equal(4, await CountAsync(host));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var host = await ApiHost.StartAsync();
        await CreateAsync(host, "key-1", Wish);

        host.Time.Advance(TimeSpan.FromHours(24));

        (await CreateAsync(host, "key-1", Wish)).Expect(201);
        Assert.Equal(2, await CountAsync(host));
    }

    [Fact]
    public async Task Refusals_are_repeated_too()
    {
        await using var host = await ApiHost.StartAsync();

        var first = await CreateAsync(host, "key-1", "{}");
        var second = await CreateAsync(host, "key-1", "{}");

        first.ExpectProblem(422, "fields.invalid");
        second.ExpectProblem(422, "fields.invalid");
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task Parallel_repeats_do_it_once()
    {
        await using var host = await ApiHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(host, "key-1", Wish)));

        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Body));
        Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.Text("guid")).Distinct());
        Assert.Equal(1, await CountAsync(host));
    }

    [Fact]
    public async Task A_repeat_while_the_first_is_being_answered_is_told_to_wait()
    {
        var store = new HeldRequests();
        await using var host =
            await ApiHost.StartAsync(services: services => services.AddSingleton<IRequestStore>(store));
        var first = host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"));
        await store.Entered.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        var second = await host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"));
        store.Release.SetResult();

        second.ExpectProblem(409, "idempotency.in_progress");
        Assert.Equal("1", second.Headers["Retry-After"]);
        (await first).Expect(201);
    }

    [Fact]
    public async Task What_was_begun_for_a_caller_who_went_away_is_done_once()
    {
        var store = new HeldRequests();
        var departure = new Departure();
        await using var host = await ApiHost.StartAsync(services: services =>
            services.AddSingleton<IRequestStore>(store).AddSingleton<IStartupFilter>(departure));
        using var gone = new CancellationTokenSource();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var body = new StringContent(Wish, Encoding.UTF8, "application/json");
        http.DefaultRequestHeaders.Add("Idempotency-Key", "key-1");
        var first = http.PostAsync(new Uri("/api/requests", UriKind.Relative), body, gone.Token);
        await store.Entered.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await departure.Noticed.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        store.Release.SetResult();
        Answer second;
        do
        {
            second = await host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"));
        }
        while (second.Status == 409);

        second.Expect(201);
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
        Assert.Equal(1, store.Created);
    }

    [Fact]
    public async Task A_failure_of_ours_may_be_tried_again()
    {
        var store = new HeldRequests { Failures = 1 };
        store.Release.SetResult();
        await using var host =
            await ApiHost.StartAsync(services: services => services.AddSingleton<IRequestStore>(store));

        (await host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"))).ExpectProblem(
            503, "store.unavailable");
        (await host.PostAsync("/api/requests", Wish, ("Idempotency-Key", "key-1"))).Expect(201);
    }

    [Fact]
    public async Task A_call_that_was_told_to_come_again_may_do_so_with_its_key()
    {
        await using var host = await ApiHost.StartAsync(
            options => options with { Limits = options.Limits with { MessagesPerMinute = 1 } });
        var session = await host.NewSessionAsync();
        (await host.SayAsync(session.Id, "first")).Expect(202);
        var body = new { guid = session.Id.Value, message = "second" };

        var early = await host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "key-1"));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var late = await host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "key-1"));

        early.ExpectProblem(429, "rate.limited");
        late.Expect(202);
        Assert.False(late.Headers.ContainsKey("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_message_whose_answer_was_not_kept_is_answered_and_not_stored_twice()
    {
        await using var host = await ApiHost.StartAsync(
            services: services => services.Decorate<IAnswerStore>(real => new ForgetfulAnswers(real)));
        var session = await host.NewSessionAsync();
        var body = new { guid = session.Id.Value, message = "hello" };

        var first = (await host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "key-1"))).Expect(202);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        var second = (await host.PostJsonAsync("/api/chat", body, ("Idempotency-Key", "key-1"))).Expect(202);

        Assert.Equal(first.Text("turn_id"), second.Text("turn_id"));
        Assert.Single(await host.Service<ITurnStore>().ListOpenAsync(
            session.Id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        await using var host = await ApiHost.StartAsync();

        (await CreateAsync(host, key, Wish)).ExpectProblem(400, "idempotency.bad_key");
    }

    [Fact]
    public async Task A_form_sent_again_with_a_new_boundary_is_the_same_call()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync();

        var first = (await UploadAsync(host, guid, "one", "A page about tea")).Expect(200);
        var second = (await UploadAsync(host, guid, "another", "A page about tea")).Expect(200);
        var other = await UploadAsync(host, guid, "third", "A page about coffee");

        Assert.Equal(first.Body, second.Body);
        other.ExpectProblem(422, "idempotency.other_body");
    }

    private static Task<Answer> CreateAsync(ApiHost host, string key, string body) =>
        host.PostAsync("/api/admin/sessions", body, ApiHost.Admin, ("Idempotency-Key", key));

    private static async Task<int> CountAsync(ApiHost host) =>
        (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Json.GetProperty("total").GetInt32();

    private static async Task<Answer> UploadAsync(ApiHost host, string guid, string boundary, string text)
    {
        using var form = new MultipartFormDataContent(boundary);
        form.Add(new StringContent(guid), "guid");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "brief.txt");
        using var request =
            new HttpRequestMessage(HttpMethod.Post, new Uri("/api/upload", UriKind.Relative)) { Content = form };
        request.Headers.Add("Idempotency-Key", "upload-1");
        return await host.SendAsync(request);
    }

    /// <summary>Keeps no answer: what a crash before it, or a full disk, leaves.</summary>
    private sealed class ForgetfulAnswers(IAnswerStore inner) : IAnswerStore
    {
        public Task<AnswerLookup> BeginAsync(string key, string bodyHash, CancellationToken cancellationToken) =>
            inner.BeginAsync(key, bodyHash, cancellationToken);

        public Task FinishAsync(string key, StoredAnswer answer, CancellationToken cancellationToken) =>
            Task.FromException(new StoreUnavailableException("The disk is full."));

        public Task AbandonAsync(string key, CancellationToken cancellationToken) =>
            inner.AbandonAsync(key, cancellationToken);
    }

    /// <summary>A request store whose creates wait until they are let go, and fail as often as told.</summary>
    private sealed class HeldRequests : IRequestStore
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Failures { get; set; }

        public int Created { get; private set; }

        public async Task CreateAsync(BuildRequest request, CancellationToken cancellationToken)
        {
            Entered.TrySetResult();
            await Release.Task.WaitAsync(cancellationToken);
            if (Failures-- > 0)
            {
                throw new StoreUnavailableException("The disk is full.");
            }

            Created++;
        }

        public Task<BuildRequest?> FindAsync(RequestId id, CancellationToken cancellationToken) =>
            Task.FromResult<BuildRequest?>(null);

        public Task<bool> DecideAsync(BuildRequest decided, CancellationToken cancellationToken) =>
            Task.FromResult(false);

        public Task<Page<BuildRequest>> PageAsync(
            RequestStatus? status, PageRequest page, CancellationToken cancellationToken) =>
            Task.FromResult(new Page<BuildRequest>([], null));

        public Task<IReadOnlyList<RequestId>> ListPendingAsync(
            DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RequestId>>([]);

        public Task<bool> DeleteAsync(RequestId id, CancellationToken cancellationToken) => Task.FromResult(false);
    }

    /// <summary>Tells when the server has seen that a caller went away.</summary>
    private sealed class Departure : IStartupFilter
    {
        private readonly TaskCompletionSource noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Noticed => noticed.Task;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, call) =>
            {
                context.RequestAborted.Register(() => noticed.TrySetResult());
                return call(context);
            });
            next(app);
        };
    }
}

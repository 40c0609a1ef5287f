using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Access;

public sealed class ClientLoginTests
{
    private const string Email = "ann@example.org";

    [Fact]
    public async Task An_address_with_projects_gets_a_link_and_the_answer_does_not_tell()
    {
        await using var host = await ApiHost.StartAsync();
        await host.CreateSessionAsync(Email);

        var known = (await AskAsync(host, " Ann@Example.ORG ")).Expect(202);
        var unknown = (await AskAsync(host, "nobody@example.org")).Expect(202);

        Assert.Equal(known.Body, unknown.Body);
        await host.StopAsync();
        Assert.Equal(Email, Assert.Single(host.Mails).To.Mailboxes.Single().Address);
        Assert.Contains(ApiHost.OwnOrigin, (await host.MailToAsync(Email)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_proves_the_address_once()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(Email);
        await AskAsync(host, Email);
        var body = $$"""{"token":"{{(await host.MailToAsync(Email)).LoginToken()}}"}""";

        var login = (await host.PostAsync("/api/client/login", body)).Expect(200);
        (await host.PostAsync("/api/client/login", body)).ExpectProblem(401, "login.invalid");

        Assert.Equal(Email, login.Text("email"));
        var bearer = await host.GetAsync(
            $"/api/client/projects?email={Email}", ("Authorization", $"Bearer {login.Text("token")}"));
        var cookie = await host.GetAsync($"/api/client/projects?email={Email}", ("Cookie", login.Cookie("tb_client")));
        Assert.Contains(guid, bearer.Expect(200).Body, StringComparison.Ordinal);
        Assert.Contains(guid, cookie.Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_spent_after_fifteen_minutes()
    {
        await using var host = await ApiHost.StartAsync();
        await host.CreateSessionAsync(Email);
        await AskAsync(host, Email);
        var link = (await host.MailToAsync(Email)).LoginToken();

        host.Time.Advance(TimeSpan.FromMinutes(15));

        var login = await host.PostAsync("/api/client/login", $$"""{"token":"{{link}}"}""");
        login.ExpectProblem(401, "login.invalid");
    }

    [Fact]
    public async Task Without_proof_an_address_opens_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        var guid = await host.CreateSessionAsync(Email);

        var answer = await host.GetAsync($"/api/client/projects?email={Email}");

        answer.ExpectProblem(401, "client.proof_required");
        Assert.DoesNotContain(guid, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_token()
    {
        await using var host = await ApiHost.StartAsync();
        await host.CreateSessionAsync(Email);
        await AskAsync(host, Email);
        var link = (await host.MailToAsync(Email)).LoginToken();
        var login = await host.PostAsync("/api/client/login", $$"""{"token":"{{link}}"}""");
        var bearer = ("Authorization", $"Bearer {login.Text("token")}");

        (await host.PostAsync("/api/client/logout", null, bearer)).Expect(200);

        (await host.GetAsync($"/api/client/projects?email={Email}", bearer)).Expect(401);
    }

    [Fact]
    public async Task One_address_is_mailed_only_so_often_and_the_answer_stays_the_same()
    {
        await using var host = await ApiHost.StartAsync(options => options with
        {
            Limits = new Api.Hosting.RateLimits { LoginLinksPerHour = 100 },
        });
        await host.CreateSessionAsync(Email);

        for (var i = 0; i < 8; i++)
        {
            (await AskAsync(host, Email)).Expect(202);
        }

        await host.StopAsync();
        Assert.Equal(5, host.Mails.Count);
    }

    [Fact]
    public async Task A_mailer_that_hangs_holds_no_answer_up_and_one_that_fails_no_other_mail()
    {
        var mailer = new AwkwardMailer();
        await using var host = await ApiHost.StartAsync(services: services => services.AddSingleton<IMailer>(mailer));
        await host.CreateSessionAsync(Email);

        (await AskAsync(host, Email)).Expect(202);
        (await AskAsync(host, Email)).Expect(202);
        mailer.First.SetException(new InvalidOperationException("No mail today."));

        await mailer.Second.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private static Task<Answer> AskAsync(ApiHost host, string email) =>
        host.PostAsync("/api/client/login-link", $$"""{"email":"{{email}}"}""");

    private sealed class AwkwardMailer : IMailer
    {
        private int mails;

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref mails) == 1)
            {
                return First.Task;
            }

            Second.TrySetResult();
            return Task.CompletedTask;
        }
    }
}

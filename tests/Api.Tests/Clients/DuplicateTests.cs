using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Downloads;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Clients;

public sealed class DuplicateTests : SessionTests
{
    [Fact]
    public async Task A_copy_is_a_project_of_the_same_client_that_a_worker_is_told_to_fill()
    {
        await Host.StoreAsync(Session.Id, ("code/index.html", "<h1>Tea</h1>"));

        var answer = (await DuplicateAsync()).Expect(201);

        var copy = await Host.ReadAsync(SessionId.Parse(answer.Text("guid")));
        Assert.Equal($"{ApiHost.OwnOrigin}/client?guid={copy.Id.Value}", answer.Text("link"));
        Assert.Equal(
            ("Ann (Copy)", Session.Email, Session.Id, SessionState.Initializing, null),
            (copy.Name, copy.Email, copy.CopyOf, copy.State, copy.Checkpoint));
        var command = Assert.Single(
            await Host.Service<ICommandStore>().ListPendingAsync(copy.Id, Host.Time.GetUtcNow(), Token));
        Assert.Equal(CommandKind.Copy, command.Kind);
        Assert.Empty(await Host.Service<ITurnStore>().ListOpenAsync(copy.Id, Token));
    }

    [Fact]
    public async Task What_has_built_nothing_is_not_copied()
    {
        (await DuplicateAsync()).ExpectProblem(409, "code.none");
    }

    [Fact]
    public async Task A_client_does_not_copy_without_end_not_even_copies()
    {
        await using var strict = await ApiHost.StartAsync(
            options => options with { Limits = new RateLimits { CopiesPerHour = 1 } });
        var (one, two) = (await strict.NewSessionAsync(), await strict.NewSessionAsync());
        await strict.StoreAsync(one.Id, ("code/a.txt", "one"));
        await strict.StoreAsync(two.Id, ("code/a.txt", "one"));
        (await strict.PostAsync($"/api/client/projects/{one.Id.Value}/duplicate", null)).Expect(201);

        (await strict.PostAsync($"/api/client/projects/{two.Id.Value}/duplicate", null))
            .ExpectProblem(429, "rate.limited");
    }

    [Fact]
    public async Task A_repeated_call_copies_once()
    {
        await Host.StoreAsync(Session.Id, ("code/index.html", "<h1>Tea</h1>"));

        var first = await DuplicateAsync(("Idempotency-Key", "copy-1"));
        var second = await DuplicateAsync(("Idempotency-Key", "copy-1"));

        Assert.Equal(first.Expect(201).Text("guid"), second.Expect(201).Text("guid"));
    }

    [Fact]
    public async Task A_name_too_long_for_the_addition_is_cut_and_never_within_a_character()
    {
        await Host.StoreAsync(Session.Id, ("code/index.html", "<h1>Tea</h1>"));
        await Host.Service<ProjectEditor>().ChangeAsync(
            Session.Id, new ProjectChange($"{new string('x', 192)}🍵🍵🍵🍵", null), Token);

        var copy = await Host.ReadAsync(SessionId.Parse((await DuplicateAsync()).Expect(201).Text("guid")));

        Assert.Equal($"{new string('x', 192)} (Copy)", copy.Name);
    }

    private Task<Answer> DuplicateAsync(params (string Name, string Value)[] headers) =>
        Host.PostAsync($"/api/client/projects/{Session.Id.Value}/duplicate", null, headers);
}

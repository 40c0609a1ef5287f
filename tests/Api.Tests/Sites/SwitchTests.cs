using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Tests.Sites;

public sealed class SwitchTests : PublishedTests
{
    private LeaseToken lease = null!;
    private Site site = null!;
    private ReleaseId first;
    private ReleaseId second;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lease = await Host.LeaseAsync(Session.Id);
        site = await CreateAsync(lease, "tea-shop", SiteState.Live);
        first = await ReleaseAsync(lease, site);
        Host.Time.Advance(TimeSpan.FromMinutes(5));
        second = await ReleaseAsync(lease, site);
        Host.Time.Advance(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task An_earlier_release_is_asked_for_by_its_id()
    {
        var answer = (await PostAsync("rollback", first)).Expect(202);

        Assert.Equal(site.Url, answer.Text("url"));
        Assert.Equal("publishing", answer.Text("state"));
        Assert.Equal(first.Value, answer.Text("release_id"));
        await AssertAskedAsync((CommandKind.Rollback, first));
    }

    [Fact]
    public async Task Without_an_id_it_is_the_one_shown_before_the_present_one()
    {
        var third = await ReleaseAsync(lease, site);

        Assert.Equal(second.Value, (await PostAsync("rollback", null)).Expect(202).Text("release_id"));

        await AssertAskedAsync((CommandKind.Rollback, second));
        Assert.NotEqual(third, second);
    }

    [Fact]
    public async Task A_site_without_an_earlier_release_has_nothing_to_go_back_to()
    {
        site = await CreateAsync(lease, "blog", SiteState.Live);
        await ReleaseAsync(lease, site);

        (await PostAsync("rollback", null)).ExpectProblem(409, "release.none_before");
    }

    [Fact]
    public async Task The_release_that_is_shown_is_put_out_again_named_or_not()
    {
        (await PostAsync("redeploy", second)).Expect(202);
        Assert.Equal(second.Value, (await PostAsync("redeploy", null)).Expect(202).Text("release_id"));

        // Asked twice, it is done once.
        await AssertAskedAsync((CommandKind.Redeploy, second));
    }

    [Fact]
    public async Task Only_the_release_that_is_shown_is_put_out_again() =>
        (await PostAsync("redeploy", first)).ExpectProblem(409, "release.not_current");

    [Fact]
    public async Task What_the_site_never_showed_it_does_not_go_back_to()
    {
        var failed = await PutAsync(ReleaseState.Failed, prunedAt: null);
        var uploading = await PutAsync(ReleaseState.Uploading, prunedAt: null);

        (await PostAsync("rollback", failed)).ExpectProblem(409, "release.never_served");
        (await PostAsync("rollback", uploading)).ExpectProblem(409, "release.never_served");
        Assert.Equal(first.Value, (await PostAsync("rollback", null)).Expect(202).Text("release_id"));
    }

    [Fact]
    public async Task What_is_not_kept_any_more_cannot_be_shown()
    {
        var pruned = await PutAsync(ReleaseState.Previous, Host.Time.GetUtcNow());

        (await PostAsync("rollback", pruned)).ExpectProblem(409, "release.pruned");
        var shown = (await Host.GetAsync($"/api/sites/{site.Id.Value}/releases?guid={Session.Id.Value}")).Expect(200);
        Assert.Equal(
            [(pruned.Value, false), (second.Value, true), (first.Value, true)],
            shown.Json.GetProperty("releases").EnumerateArray().Select(release =>
                (release.GetProperty("id").GetString()!, release.GetProperty("can_roll_back").GetBoolean())));
    }

    [Theory]
    [InlineData("rollback")]
    [InlineData("redeploy")]
    public async Task What_is_not_there_is_not_found(string action)
    {
        (await PostAsync(action, ReleaseId.New(Host.Time))).ExpectProblem(404, "release.not_found");
        (await Host.PostJsonAsync(
            $"/api/sites/{SiteId.New(Host.Time).Value}/{action}",
            new { guid = Session.Id.Value, release_id = first.Value })).ExpectProblem(404, "site.not_found");
        (await Host.PostJsonAsync(
            $"/api/sites/{site.Id.Value}/{action}", new { guid = Session.Id.Value, release_id = "../../etc" }))
            .Expect(422);
    }

    [Theory]
    [InlineData("rollback")]
    [InlineData("redeploy")]
    public async Task Nobody_switches_the_site_of_another_session(string action)
    {
        var other = await Host.NewSessionAsync("bob@example.org");

        (await Host.PostJsonAsync(
            $"/api/sites/{site.Id.Value}/{action}", new { guid = other.Id.Value, release_id = first.Value }))
            .ExpectProblem(404, "site.not_found");
        (await Host.GetAsync($"/api/sites/{site.Id.Value}/releases?guid={other.Id.Value}"))
            .ExpectProblem(404, "site.not_found");
        await AssertAskedAsync();
    }

    private Task<Answer> PostAsync(string action, ReleaseId? release) => Host.PostJsonAsync(
        $"/api/sites/{site.Id.Value}/{action}",
        release is { } named
            ? new { guid = Session.Id.Value, release_id = named.Value }
            : (object)new { guid = Session.Id.Value });

    private async Task AssertAskedAsync(params (CommandKind Kind, ReleaseId Release)[] expected)
    {
        var pending = await Host.Service<ICommandStore>().ListPendingAsync(
            Session.Id, Host.Time.GetUtcNow(), Token);
        Assert.Equal(
            expected.Select(one => (one.Kind, new ReleasePayload(site.Id.Value, one.Release.Value))),
            pending.Select(command => (command.Kind, ReleasePayload.Parse(command.Payload)!)));
    }

    private async Task<ReleaseId> PutAsync(ReleaseState state, DateTimeOffset? prunedAt)
    {
        var release = new Release
        {
            Id = ReleaseId.New(Host.Time),
            Site = site.Id,
            State = state,
            CreatedAt = Host.Time.GetUtcNow(),
            PrunedAt = prunedAt,
        };
        Assert.True(await Host.Service<ISiteStore>().PutReleaseAsync(Session.Id, release, lease, Token));
        return release.Id;
    }
}

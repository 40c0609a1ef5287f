using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Api.Tests.Uploads;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Sites;

public sealed class ShareTests : SessionTests
{
    private (string Secret, string Id) share;
    private string upload = "";

    private string AddressWithGuid => $"http://tea.localhost/{Session.Id.Value}/";

    private string Said => $"see {Session.Id.Value}";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        share = await Host.ShareAsync(Session.Id);
        var uploaded = (await Host.UploadAsync(Session.Id.Value, Said + ".png", Files.Png, Said)).Expect(200);
        upload = uploaded.Text("upload_id");
        await SayItEverywhereAsync(uploaded.Text("turn_id"));
    }

    [Theory]
    [InlineData("/api/history?share=SHARE")]
    [InlineData("/api/history?share=SHARE&limit=1")]
    [InlineData("/api/activity?share=SHARE")]
    [InlineData("/api/activity?share=SHARE&since=0")]
    [InlineData("/api/deployments?share=SHARE")]
    [InlineData("/api/sites?share=SHARE")]
    [InlineData("/api/sessions/SHARE")]
    [InlineData("/api/attachments/UPLOAD?share=SHARE")]
    public async Task What_a_share_reads_never_contains_the_guid(string path)
    {
        var answer = await Host.GetAsync(PathOf(path));

        Assert.Contains(answer.Status, new[] { 200, 303 });
        AssertSaysNothingOfTheGuid(answer);
        if (answer.Headers.TryGetValue("Location", out var location))
        {
            AssertSaysNothingOfTheGuid((await Host.GetAsync(location)).Expect(200));
            return;
        }

        Assert.Equal(share.Id, answer.Text("guid"));
    }

    [Theory]
    [InlineData("/api/history?share=SHARE&limit=0")]
    [InlineData("/api/activity?share=SHARE&since=-1")]
    [InlineData("/api/attachments/00000000000000000000000000000000?share=SHARE")]
    [InlineData("/api/client/projects?share=SHARE")]
    [InlineData("/api/projects/SHARE/resources")]
    public async Task What_a_share_is_refused_does_not_contain_it_either(string path)
    {
        var answer = await Host.GetAsync(PathOf(path));

        Assert.InRange(answer.Status, 400, 499);
        AssertSaysNothingOfTheGuid(answer);
    }

    [Fact]
    public async Task Frames_that_a_share_reads_carry_its_own_id()
    {
        var answer = (await Host.GetAsync(PathOf("/api/activity?share=SHARE"))).Expect(200);

        var frames = answer.Json.GetProperty("events").EnumerateArray().ToList();
        Assert.NotEmpty(frames);
        Assert.All(frames, frame => Assert.Equal(share.Id, frame.GetProperty("guid").GetString()));
    }

    [Theory]
    [InlineData("POST", "/api/chat")]
    [InlineData("POST", "/api/chat/cancel")]
    [InlineData("POST", "/api/chat/answer")]
    [InlineData("POST", "/api/uploads")]
    [InlineData("POST", "/api/client/save-theme")]
    [InlineData("PUT", "/api/client/profile")]
    [InlineData("PATCH", "/api/client/projects/SHARE")]
    [InlineData("DELETE", "/api/client/projects/SHARE")]
    [InlineData("POST", "/api/client/projects/SHARE/restore")]
    public async Task A_share_changes_nothing(string method, string path)
    {
        var body = $$"""{"guid":"{{share.Secret}}","message":"hi","answer":"hi","theme":"zoom","name":"x"}""";

        var answer = await Host.CallAsync(new HttpMethod(method), PathOf(path) + "?share=" + share.Secret, body);

        Assert.InRange(answer.Status, 400, 499);
        AssertSaysNothingOfTheGuid(answer);
        Assert.Equal(Said, (await Host.ReadAsync(Session.Id)).Name);
    }

    [Fact]
    public async Task A_revoked_share_reads_nothing()
    {
        await Host.Service<Shares>().RevokeAsync(
            Session.Id, share.Id, By.Platform, Token);

        (await Host.GetAsync(PathOf("/api/history?share=SHARE"))).ExpectProblem(401, "share.invalid");
    }

    [Fact]
    public async Task What_was_said_of_the_guid_reads_as_the_id_of_the_share()
    {
        var shown = $"see {share.Id}";

        var line = (await Host.GetAsync(PathOf("/api/history?share=SHARE"))).Json.GetProperty("messages")[0];
        var site = (await Host.GetAsync(PathOf("/api/sites?share=SHARE"))).Json.GetProperty("sites")[0];
        var stand = await Host.GetAsync(PathOf("/api/sessions/SHARE"));

        Assert.Equal(shown, line.GetProperty("content").GetString());
        Assert.Equal(shown + ".png", line.GetProperty("attachments")[0].GetProperty("filename").GetString());
        Assert.Equal(shown, site.GetProperty("name").GetString());
        Assert.Equal(shown, stand.Text("name"));
        Assert.Equal(shown, stand.Text("state_reason"));
        Assert.Equal(shown, stand.Text("phase"));
        Assert.Equal(shown, stand.Text("status_message"));
        Assert.Equal(shown, stand.Json.GetProperty("turn").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_client_reads_what_was_said_as_it_was()
    {
        var answer = (await Host.GetAsync($"/api/history?guid={Session.Id.Value}")).Expect(200);

        Assert.Equal(Said, answer.Json.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    /// <summary>Puts the guid into every text a share can read.</summary>
    private async Task SayItEverywhereAsync(string turn)
    {
        await Host.Service<ISessionStore>().ChangeAsync(
            Session.Id,
            found => found with { Name = Said, StateReason = Said, DeployedUrl = AddressWithGuid },
            Token);
        var lease = await Host.LeaseAsync(Session.Id);
        var found = await Host.TurnAsync(Session.Id, turn);
        var (outcome, _) = await Host.Service<ITurnStore>().ChangeAsync(
            new TurnChange(found.State, found with { State = TurnState.Failed, Reason = Said }), [], lease, Token);
        Assert.Equal(ChangeOutcome.Saved, outcome);
        await PublishAsync(lease);
        await Host.Service<ActivityRecorder>().RecordAsync(
            Session.Id,
            [new ActivityEvent("status", Said, Status: new StatusPatch(Said, 50, Said))],
            lease: null,
            Token);
    }

    private async Task PublishAsync(LeaseToken lease)
    {
        var now = Host.Time.GetUtcNow();
        var sites = Host.Service<ISiteStore>();
        var site = new Site
        {
            Id = SiteId.New(Host.Time),
            Session = Session.Id,
            Slug = "tea",
            Name = Said,
            Bucket = SiteNames.Bucket(Session.Id, "tea", now),
            Url = AddressWithGuid,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var release = new Release
        {
            Id = ReleaseId.New(Host.Time),
            Site = site.Id,
            State = ReleaseState.Current,
            CreatedAt = now,
        };
        Assert.True(await sites.CreateAsync(site, lease, Token));
        Assert.True(await sites.PutReleaseAsync(Session.Id, release, lease, Token));
        Assert.Equal(
            SaveOutcome.Saved, await sites.SaveAsync(site with { CurrentRelease = release.Id }, lease, Token));
    }

    private string PathOf(string path) => path
        .Replace("SHARE", share.Secret, StringComparison.Ordinal)
        .Replace("UPLOAD", upload, StringComparison.Ordinal);

    private void AssertSaysNothingOfTheGuid(Answer answer)
    {
        Assert.DoesNotContain(Session.Id.Value, answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.All(answer.Headers, header =>
            Assert.DoesNotContain(Session.Id.Value, header.Value, StringComparison.OrdinalIgnoreCase));
    }
}

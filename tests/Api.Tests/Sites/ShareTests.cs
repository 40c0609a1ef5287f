using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Api.Tests.Uploads;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Sites;

public sealed class ShareTests : IAsyncLifetime
{
    private ApiHost host = null!;
    private Session session = null!;
    private (string Secret, string Id) share;
    private string upload = "";

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync();
        session = await host.NewSessionAsync();
        share = await host.ShareAsync(session.Id);
        upload = (await host.UploadAsync(session.Id.Value, "a.png", Files.Png)).Expect(200).Text("upload_id");
        await host.Service<ActivityRecorder>().RecordAsync(
            session.Id, [new ActivityEvent("status", "working")], lease: null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

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
        var answer = await host.GetAsync(PathOf(path));

        Assert.Contains(answer.Status, new[] { 200, 303 });
        AssertSaysNothingOfTheGuid(answer);
        if (answer.Headers.TryGetValue("Location", out var location))
        {
            AssertSaysNothingOfTheGuid((await host.GetAsync(location)).Expect(200));
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
        var answer = await host.GetAsync(PathOf(path));

        Assert.InRange(answer.Status, 400, 499);
        AssertSaysNothingOfTheGuid(answer);
    }

    [Fact]
    public async Task Frames_that_a_share_reads_carry_its_own_id()
    {
        var answer = (await host.GetAsync(PathOf("/api/activity?share=SHARE"))).Expect(200);

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

        var answer = await host.CallAsync(new HttpMethod(method), PathOf(path) + "?share=" + share.Secret, body);

        Assert.InRange(answer.Status, 400, 499);
        AssertSaysNothingOfTheGuid(answer);
        Assert.Equal("Ann", (await host.ReadAsync(session.Id)).Name);
    }

    [Fact]
    public async Task A_revoked_share_reads_nothing()
    {
        await host.Service<Shares>().RevokeAsync(
            session.Id, share.Id, By.Platform, TestContext.Current.CancellationToken);

        (await host.GetAsync(PathOf("/api/history?share=SHARE"))).ExpectProblem(401, "share.invalid");
    }

    private string PathOf(string path) => path
        .Replace("SHARE", share.Secret, StringComparison.Ordinal)
        .Replace("UPLOAD", upload, StringComparison.Ordinal);

    private void AssertSaysNothingOfTheGuid(Answer answer)
    {
        Assert.DoesNotContain(session.Id.Value, answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.All(answer.Headers, header =>
            Assert.DoesNotContain(session.Id.Value, header.Value, StringComparison.OrdinalIgnoreCase));
    }
}

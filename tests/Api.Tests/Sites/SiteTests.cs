using System.Text.Json;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Tests.Sites;

public sealed class SiteTests : PublishedTests
{
    [Fact]
    public async Task Deployments_are_what_was_released_newest_first()
    {
        var lease = await Host.LeaseAsync(Session.Id);
        await PublishAsync(lease, "tea-shop", SiteState.Live);
        Host.Time.Advance(TimeSpan.FromHours(1));
        await PublishAsync(lease, "blog", SiteState.Propagating);
        Host.Time.Advance(TimeSpan.FromHours(1));
        await CreateAsync(lease, "half-made", SiteState.Publishing);

        var list = (await GetAsync("/api/deployments?guid=")).Json.GetProperty("deployments");

        Assert.Equal(2, list.GetArrayLength());
        Assert.Equal("Blog", list[0].GetProperty("project_name").GetString());
        Assert.Equal("propagating", list[0].GetProperty("status").GetString());
        Assert.Equal("Tea Shop", list[1].GetProperty("project_name").GetString());
        Assert.Equal("deployed", list[1].GetProperty("status").GetString());
        Assert.Equal("http://tea-shop.localhost/", list[1].GetProperty("url").GetString());
        Assert.Equal("2026-02-04T07:25:31.000Z", list[1].GetProperty("deployed_at").GetString());
    }

    [Fact]
    public async Task Sites_show_state_and_release()
    {
        var lease = await Host.LeaseAsync(Session.Id);
        var release = await PublishAsync(lease, "tea-shop", SiteState.Live);

        var site = (await GetAsync("/api/sites?guid=")).Json.GetProperty("sites")[0];

        Assert.Equal("tea-shop", site.GetProperty("slug").GetString());
        Assert.Equal("Tea Shop", site.GetProperty("name").GetString());
        Assert.Equal("live", site.GetProperty("state").GetString());
        Assert.Equal(release.Value, site.GetProperty("release").GetString());
        Assert.Equal(JsonValueKind.Null, site.GetProperty("screenshot").ValueKind);
        Assert.Equal(JsonValueKind.Null, site.GetProperty("checks").ValueKind);
    }

    [Fact]
    public async Task A_session_without_sites_has_none()
    {
        Assert.Equal(0, (await GetAsync("/api/deployments?guid=")).Json.GetProperty("deployments").GetArrayLength());
        Assert.Equal(0, (await GetAsync("/api/sites?guid=")).Json.GetProperty("sites").GetArrayLength());
    }

    [Fact]
    public async Task Resources_are_those_that_were_really_made()
    {
        var lease = await Host.LeaseAsync(Session.Id);
        await RecordAsync(lease, ResourceKind.Bucket, "tmux-bucket", ResourceStage.Fact);
        await RecordAsync(lease, ResourceKind.Bucket, "tmux-intent", ResourceStage.Intent);
        await RecordAsync(lease, ResourceKind.Distribution, "E123", ResourceStage.Fact);

        var answer = (await Host.GetAsync($"/api/projects/{Session.Id.Value}/resources")).Expect(200);

        var resources = answer.Json.GetProperty("resources");
        var bucket = Assert.Single(resources.GetProperty("bucket").EnumerateArray());
        Assert.Equal("tmux-bucket", bucket.GetProperty("id").GetString());
        var distribution = Assert.Single(resources.GetProperty("distribution").EnumerateArray());
        Assert.Equal("eu", distribution.GetProperty("metadata").GetProperty("region").GetString());
        Assert.Equal("Ann", answer.Text("project_name"));
        Assert.NotEmpty(answer.Text("created_at"));
        Assert.NotEmpty(answer.Text("updated_at"));
    }

    private async Task<Answer> GetAsync(string path) => (await Host.GetAsync(path + Session.Id.Value)).Expect(200);

    private async Task RecordAsync(LeaseToken lease, ResourceKind kind, string id, ResourceStage stage) =>
        Assert.True(await Host.Service<IResourceLedger>().PutAsync(
            new ResourceRecord(
                Session.Id,
                kind,
                id,
                stage,
                Host.Time.GetUtcNow(),
                new Dictionary<string, string> { ["region"] = "eu" }),
            lease,
            Token));
}

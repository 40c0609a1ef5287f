using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>What a newcomer does first.</summary>
public sealed class StartCommandTests
{
    [Fact]
    public async Task The_start_command_takes_a_wish_to_a_website()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        await using var host = await HostProcess.StartAsync(
            Path.Combine(Repository.Root, "start"),
            ["--agent", "demo", "--data-dir", world.DataFolder, "--urls", "http://127.0.0.1:0"],
            null,
            token);
        using var api = new ApiClient(host);

        var guid = await api.CreateSessionAsync("A landing page called Harbour Coffee with opening hours", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        await listener.UntilTypeAsync("done", token);

        var url = (string)(await api.GetAsync($"/api/deployments?guid={guid}", token))["deployments"]![0]!["url"]!;
        Assert.Contains("Harbour Coffee", await api.FetchSiteAsync(url, token), StringComparison.Ordinal);
        Assert.Equal(0, await host.InterruptAsync(token));
    }
}

using TmuxBuilder.EndToEnd.Harness;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd;

/// <summary>What an agent builds with comes from the machine's registry, through the worker's forward proxy.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task An_agent_installs_from_the_machines_registry_and_reaches_nothing_beside_it()
    {
        var token = TestContext.Current.CancellationToken;
        await using var registry = await RegistryStub.StartAsync(token);
        await using var other = await RegistryStub.StartAsync(token);
        await using var model = await ModelStub.StartAsync(token);
        model.Default = Scenario.ReadsThePrompt
            .Bash(
                "cd /session/code && echo '{}' > package.json && "
                    + $"npm install {RegistryStub.Package} --fetch-retries=0 > install.txt 2>&1; "
                    + $"npm view {RegistryStub.Package} --registry {other.Address} --fetch-retries=0 > other.txt 2>&1; "
                    + $"curl -sS --noproxy '*' -m 5 {registry.Address} > direct.txt 2>&1; true")
            .Says("Installed.");
        await using var world = new World();
        await using var host = await world.StartRealAgentAsync(model, "sk-test", token, registry.Address);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("A page that needs a package", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);

        await listener.UntilTypeAsync("done", token);

        var code = Path.Combine(world.DataFolder, "sessions", "active", guid, "code");
        Assert.Contains("added 1 package", await ReadAsync("install.txt"), StringComparison.Ordinal);
        Assert.Equal(RegistryStub.Source, await ReadAsync($"node_modules/{RegistryStub.Package}/index.js"));
        Assert.Equal([$"/{RegistryStub.Package}", $"/{RegistryStub.Package}.tgz"], registry.Asked);
        Assert.Contains("403", await ReadAsync("other.txt"), StringComparison.Ordinal);
        Assert.Empty(other.Asked);
        Assert.Contains("Failed to connect", await ReadAsync("direct.txt"), StringComparison.Ordinal);

        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(code, file), token);
    }
}

using System.Text.Json.Nodes;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>Keys of AWS that an agent is given, and those it is not.</summary>
public sealed class AwsAccessTests
{
    private static readonly TenantKeys Keys = new("tmux-user-0123", "AKIAEXAMPLE", "a-secret", "eu-central-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SandboxMode.Required)]
    [InlineData(SandboxMode.Off)]
    public async Task An_agent_finds_its_sessions_keys_in_a_file_of_its_own_and_in_its_environment(SandboxMode sandbox)
    {
        await using var fixture = new ProbeFixture(sandbox);
        var start = fixture.Prepare() with { Keys = Keys };
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var file = JsonNode.Parse(await fixture.RunAsync(start, "cat .aws_credentials"))!.AsObject();
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["user_name"] = Keys.UserName,
                ["access_key_id"] = Keys.AccessKeyId,
                ["secret_access_key"] = Keys.SecretAccessKey,
                ["region"] = Keys.Region,
                ["guid"] = start.Session.Short,
            },
            file.ToDictionary(part => part.Key, part => (string?)part.Value));
        Assert.Equal("600", (await fixture.RunAsync(start, "stat -c %a .aws_credentials")).Trim());
        Assert.Equal(
            "AKIAEXAMPLE a-secret eu-central-1 eu-central-1",
            (await fixture.RunAsync(
                start,
                "echo $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION $AWS_DEFAULT_REGION")).Trim());
    }

    [Fact]
    public async Task Where_there_are_none_none_of_before_stay()
    {
        await using var fixture = new ProbeFixture();
        var start = fixture.Prepare();
        await File.WriteAllTextAsync(Path.Combine(start.Folder, ".aws_credentials"), "{}", Token);
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        Assert.Equal("gone", (await fixture.RunAsync(start, "[ -e .aws_credentials ] || echo gone; env | grep AWS"))
            .Trim());
    }
}

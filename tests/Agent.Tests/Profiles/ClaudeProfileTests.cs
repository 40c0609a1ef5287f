using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Profiles;

public sealed class ClaudeProfileTests : IDisposable
{
    private static readonly Guid Conversation = Guid.Parse("7f0c1d52-3b1e-4a57-9d0a-6a1f6f1b2c3d");
    private static readonly string File = $".claude-home/projects/-session/{Conversation:D}.jsonl";

    private readonly TemporaryFolder temporary = new();
    private readonly string session;
    private readonly SafeFolder folder;

    public ClaudeProfileTests()
    {
        session = Directory.CreateDirectory(temporary["session"]).FullName;
        folder = SafeFolder.Open(session);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public async Task A_conversation_that_is_there_is_resumed_and_else_begun()
    {
        Assert.Contains("--session-id", await CommandAsync());

        await folder.WriteTextAsync(File, "{}\n", Token);

        Assert.Contains("--resume", await CommandAsync());
    }

    [Theory]
    [InlineData(".claude-home")]
    [InlineData(".claude-home/projects")]
    [InlineData(".claude-home/projects/-session")]
    [InlineData(".claude-home/projects/-session/7f0c1d52-3b1e-4a57-9d0a-6a1f6f1b2c3d.jsonl")]
    public async Task A_link_in_place_of_the_conversation_goes_and_one_is_begun(string exchanged)
    {
        var outside = Directory.CreateDirectory(temporary["outside"]).FullName;
        await CommandAsync();
        folder.DeleteTree(exchanged);
        System.IO.File.CreateSymbolicLink(Path.Combine(session, exchanged), outside);

        Assert.Contains("--session-id", await CommandAsync());

        Assert.Null(new FileInfo(Path.Combine(session, exchanged)).LinkTarget);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    private async Task<IReadOnlyList<string>> CommandAsync()
    {
        await folder.WriteTextAsync("system_prompt.txt", "Build.", Token);
        var start = new AgentStart(SessionId.Parse(new string('a', 64)), session, Conversation, Resume: true);
        var options = new AgentOptions { DataFolder = temporary.Path, Cli = "/bin/true" };
        var launch = await new ClaudeProfile(options).PrepareAsync(
            new LaunchContext(start, folder, AgentPaths.Sandboxed, temporary.Path, IsSandboxed: true), Token);
        return launch.Command;
    }
}

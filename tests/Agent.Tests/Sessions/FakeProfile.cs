using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Profiles;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>An agent with a model and records, whose records are what the test says.</summary>
internal sealed class FakeProfile : IAgentProfile
{
    public const string Conversation = "conversation.jsonl";

    public AgentRecords Records { get; set; } = AgentRecords.None;

    public TimeSpan Settle => TimeSpan.FromMilliseconds(300);

    public bool HasModel => true;

    public TimeSpan LongestCommand => CommandLimits.Longest;

    public bool HasRecords => true;

    public bool IsAloneAtRest => true;

    public Task<AgentLaunch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public string? ConversationPath(AgentStart start, AgentPaths paths) => Conversation;

    public bool SetAside(SafeFolder folder, AgentStart start, AgentPaths paths, bool ended) => false;

    public Task<AgentRecords> ReadRecordsAsync(
        SafeFolder folder, AgentStart start, AgentPaths paths, CancellationToken cancellationToken) =>
        Task.FromResult(Records);
}

using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>No way out at all.</summary>
internal sealed class NoNetwork : IAgentNetwork
{
    public Task OpenAsync(SessionId session, string socketFolder, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task CloseAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;
}

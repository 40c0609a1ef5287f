using TmuxBuilder.Agent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>No way out of a sandbox: the demo builder needs none.</summary>
internal sealed class NoNetwork : IAgentNetwork
{
    public Task OpenAsync(SessionId session, string socketFolder, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task CloseAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;
}

using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Requests;

/// <summary>Erases the request that a session was approved from; another session's stays.</summary>
internal sealed class RequestErasing(IRequestStore requests) : ISessionErasing
{
    public async Task EraseAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.ApprovedFrom is { } id
            && await requests.FindAsync(id, cancellationToken) is { } request
            && request.Session == session.Id)
        {
            await requests.DeleteAsync(id, cancellationToken);
        }
    }

    public Task ForgetAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
}

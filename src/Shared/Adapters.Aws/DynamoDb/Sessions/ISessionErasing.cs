using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Removes what an area keeps of a session outside the session's partition, which is emptied anyway. Each may be called
/// again after it was cut short.
/// </summary>
internal interface ISessionErasing
{
    /// <summary>Called before the partition is emptied, so that what leads to the rest may lie in it.</summary>
    Task EraseAsync(Session session, CancellationToken cancellationToken);

    /// <summary>
    /// Called when a client has no sessions any more, before the client's partition is emptied; what was used counts on
    /// under no name.
    /// </summary>
    Task ForgetAsync(string email, CancellationToken cancellationToken);
}

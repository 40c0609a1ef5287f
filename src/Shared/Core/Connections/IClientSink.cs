namespace TmuxBuilder.Core.Connections;

/// <summary>The near end of a socket this process holds. Neither call waits for the client.</summary>
public interface IClientSink
{
    /// <summary>Takes frames in order; false when the socket is closing and should be forgotten.</summary>
    bool TryPost(IReadOnlyList<Frame> frames);

    /// <summary>Ends the socket as no longer allowed; repeated is fine.</summary>
    void Close(string reason);
}

namespace TmuxBuilder.Core.Ports;

/// <summary>
/// What is stored cannot be read or written just now: the disk is full, the store locked, throttled or away. Nothing of
/// the call was written; the same call may succeed later.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

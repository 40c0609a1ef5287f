namespace TmuxBuilder.Builder.Runs;

/// <summary>
/// A step was refused: the session is another worker's now, or the turn is not where this worker thought.
/// </summary>
internal sealed class OwnershipLostException(bool leaseLost, string message) : Exception(message)
{
    /// <summary>The lease has passed on; otherwise only the turn has.</summary>
    public bool LeaseLost => leaseLost;
}

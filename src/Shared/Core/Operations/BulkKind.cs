namespace TmuxBuilder.Core.Operations;

/// <summary>What can be done to many sessions at once.</summary>
public enum BulkKind
{
    Complete,
    Delete,
    Restore,
    Pause,
    Resume,
    Purge,
}

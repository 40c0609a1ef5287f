namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// All: everything that is not gone. Active: all of these but completed. Completed: ended ones. Deleted: removed ones,
/// until they are purged.
/// </summary>
public enum SessionFilter
{
    All,
    Active,
    Completed,
    Deleted,
}

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// All: everything not deleted or purged. Active: all but completed. Completed: ended ones. Deleted: restorable ones.
/// </summary>
public enum SessionFilter
{
    All,
    Active,
    Completed,
    Deleted,
}

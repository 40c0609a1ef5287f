namespace TmuxBuilder.Core.Sessions;

/// <summary>The order of a session list, always newest first.</summary>
public enum SessionSort
{
    Created,
    Updated,
}

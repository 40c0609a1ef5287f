namespace TmuxBuilder.Core.Operations;

/// <summary>The states of <see cref="OperationItem"/>.</summary>
public static class OperationItemStates
{
    public const string Pending = "pending";
    public const string Done = "done";
    public const string Failed = "failed";
}

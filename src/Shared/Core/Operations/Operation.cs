namespace TmuxBuilder.Core.Operations;

/// <summary>Longer work an admin asked for, such as a purge or a bulk action.</summary>
public sealed record Operation(
    OperationId Id, string Action, DateTimeOffset CreatedAt, IReadOnlyList<OperationItem> Items);

using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Api.Admin;

/// <summary>Longer work and what came of it so far.</summary>
/// <param name="State"><c>running</c> until every item ended, then <c>done</c>.</param>
public sealed record OperationView(
    string OperationId, string Action, string State, DateTimeOffset CreatedAt, IReadOnlyList<OperationItemView> Items)
{
    public bool Success { get; } = true;

    internal static OperationView From(Operation operation) => new(
        operation.Id.Value,
        operation.Action,
        operation.Items.Any(item => item.State == OperationItemStates.Pending) ? "running" : "done",
        operation.CreatedAt,
        [.. operation.Items.Select(OperationItemView.From)]);
}

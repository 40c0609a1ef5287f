using System.Text.Json;
using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Api.Admin;

/// <summary>What came of one session of an operation.</summary>
/// <param name="GuidShort">The session's first 12 digits.</param>
/// <param name="State"><c>pending</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Receipt">What was removed.</param>
public sealed record OperationItemView(string GuidShort, string State, string? Detail, JsonElement? Receipt)
{
    internal static OperationItemView From(OperationItem item) => new(
        item.Subject, item.State, item.Detail, item.Receipt is { } receipt ? JsonElement.Parse(receipt) : null);
}

using System.Text.Json;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Adapters.Embedded.Operations;

/// <summary>A part of an operation as stored; its subject is a column.</summary>
internal sealed record OperationItemV1(string State, string? Detail, string? Receipt)
{
    public static string Write(OperationItem item) => JsonSerializer.Serialize(
        new OperationItemV1(item.State, item.Detail, item.Receipt), EmbeddedJson.Stored.OperationItemV1);

    public OperationItem ToItem(string subject) => new(subject, State, Detail, Receipt);
}

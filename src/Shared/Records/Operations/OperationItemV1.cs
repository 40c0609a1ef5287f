using System.Text.Json;
using TmuxBuilder.Core.Operations;

namespace TmuxBuilder.Records.Operations;

/// <summary>A part of an operation as stored; its subject is beside it.</summary>
public sealed record OperationItemV1(string State, string? Detail, string? Receipt)
{
    public static string Write(OperationItem item) => JsonSerializer.Serialize(
        new OperationItemV1(item.State, item.Detail, item.Receipt), RecordJson.Stored.OperationItemV1);

    public OperationItem ToItem(string subject) => new(subject, State, Detail, Receipt);
}

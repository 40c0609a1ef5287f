using System.Globalization;
using System.Text.Json;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Audit;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Audit;

/// <summary>
/// The audit trail in DynamoDB. A subject's records lie in one partition and are read as they are; the list of all is
/// an index in shards, which may lag.
/// </summary>
internal sealed class DynamoDbAuditStore(Tables tables, AuditItems items) : IAuditStore
{
    private const string List = "audit";

    public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken) =>
        tables.Main.PutAsync(items.Write(record), null, cancellationToken);

    public async Task<Page<AuditRecord>> PageAsync(
        string? subject, PageRequest page, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var before = page.Cursor is { } cursor && Cursor.Read(List, cursor) is var (ticks, id)
            ? Keys.Place(ticks, id)
            : null;
        var places = subject is null
            ? await AllAsync(before, limit + 1, cancellationToken)
            : await OfSubjectAsync(subject, before, limit + 1, cancellationToken);
        var shown = places.Take(limit).ToList();
        return new Page<AuditRecord>(
            [.. shown.Select(row => Read(row.Item))], places.Count > limit ? CursorAt(shown[^1].Place) : null);
    }

    private async Task<List<(string Place, Item Item)>> OfSubjectAsync(
        string subject, string? before, int count, CancellationToken cancellationToken)
    {
        var partition = Keys.OfAudit(subject);
        var query = before is null ? new KeyQuery(partition) : KeyQuery.Below(partition, before);
        var found = await tables.Main.ListAsync(query with { Backwards = true }, cancellationToken, count);
        return [.. found.Select(item => (item.Text(TableDefinition.SortKey), item))];
    }

    private async Task<List<(string Place, Item Item)>> AllAsync(
        string? before, int count, CancellationToken cancellationToken)
    {
        var rows = await tables.Main.NewestAsync(
            TableDefinition.Index1, Shards.All.Select(Keys.AuditList), before, count, cancellationToken);
        var found = await tables.Main.GetAllAsync(rows.Select(ItemKey.Of), cancellationToken);
        return [.. rows.Select(row => (row.Text(TableDefinition.SortKey), found[ItemKey.Of(row)]))];
    }

    private static AuditRecord Read(Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.AuditRecordV1)
            ?? throw new InvalidDataException("A stored audit record is null."))
        .ToRecord();

    private static string CursorAt(string place)
    {
        var end = place.IndexOf('#', StringComparison.Ordinal);
        return Cursor.Write(List, long.Parse(place.AsSpan(0, end), CultureInfo.InvariantCulture), place[(end + 1)..]);
    }
}

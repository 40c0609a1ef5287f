using System.Text.Json;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Uploads;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Uploads;

/// <summary>Uploads in DynamoDB, in their session's partition; none is added to a purged session.</summary>
internal sealed class DynamoDbUploadStore(Tables tables) : IUploadStore
{
    public Task SaveAsync(Upload upload, CancellationToken cancellationToken) => tables.Main.TransactAsync(
        [
            tables.Main.Check(Keys.Purged(upload.Session), Expression.Absent),
            tables.Main.Put(Listed(
                Keys.Upload(upload.Session, upload.Id).ToItem()
                    .With(Attributes.Record, UploadRecordV1.Write(upload)),
                upload)),
        ],
        cancellationToken);

    public async Task<Upload?> FindAsync(SessionId session, UploadId id, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.Upload(session, id), cancellationToken) is { } item
            ? Read(session, item)
            : null;

    public async Task<IReadOnlyList<Upload>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var items = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Uploads), cancellationToken);
        return
        [
            .. items.Select(item => Read(session, item))
                .Where(upload => upload.State == UploadState.Complete)
                .OrderBy(upload => upload.CreatedAt)
                .ThenBy(upload => upload.Id.Value, StringComparer.Ordinal),
        ];
    }

    public async Task<IReadOnlyList<Upload>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Shards.All.Select(shard => tables.Main.ListAsync(
            KeyQuery.Below(Keys.PendingUploads(shard), Keys.Padded(before.UtcTicks)) with
            {
                Index = TableDefinition.Index1,
            },
            cancellationToken,
            limit)));
        var items = await tables.Main.GetAllAsync(
            shards.SelectMany(found => found).Take(limit).Select(ItemKey.Of), cancellationToken);
        return
        [
            .. items.Values.Select(item => Read(SessionId.Parse(item.Text(Attributes.Session)), item))
                .Where(upload => upload.State == UploadState.Pending),
        ];
    }

    public async Task<bool> RemovePendingAsync(
        SessionId session, UploadId id, CancellationToken cancellationToken) =>
        (await tables.Main.DeleteAsync(
            Keys.Upload(session, id),
            new Expression($"attribute_exists(#{Attributes.Index1Partition})"),
            cancellationToken)).Done;

    /// <summary>One that is pending stands in an index, by when it was announced.</summary>
    private static Item Listed(Item item, Upload upload) => upload.State == UploadState.Pending
        ? item.With(Attributes.Session, upload.Session.Value).InIndex1(
            Keys.PendingUploads(Shards.Of(upload.Id.Value)), Keys.Place(upload.CreatedAt.UtcTicks, upload.Id.Value))
        : item;

    private static Upload Read(SessionId session, Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.UploadRecordV1)
            ?? throw new InvalidDataException("A stored upload is null."))
        .ToUpload(session, item.Text(TableDefinition.SortKey)[Keys.Uploads.Length..]);
}

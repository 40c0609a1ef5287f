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
            tables.Main.Put(
                Keys.Upload(upload.Session, upload.Id).ToItem().With(Attributes.Record, UploadRecordV1.Write(upload))),
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

    private static Upload Read(SessionId session, Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.UploadRecordV1)
            ?? throw new InvalidDataException("A stored upload is null."))
        .ToUpload(session, item.Text(TableDefinition.SortKey)[Keys.Uploads.Length..]);
}

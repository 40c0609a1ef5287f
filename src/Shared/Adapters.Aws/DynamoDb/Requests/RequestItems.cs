using System.Text.Json;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Requests;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Requests;

/// <summary>Between onboarding requests and their items.</summary>
internal static class RequestItems
{
    public const string Status = "status";
    public const string Count = "n";

    private const string Id = "id";

    public static Item Write(BuildRequest request)
    {
        var place = Keys.Place(request.CreatedAt.UtcTicks, request.Id.Value);
        var shard = Shards.Of(request.Id.Value);
        return Keys.Request(request.Id).ToItem()
            .With(Id, request.Id.Value)
            .With(Status, request.Status.ToString())
            .With(Attributes.Record, RequestRecordV1.Write(request))
            .InIndex1(Keys.RequestList(null, shard), place)
            .InIndex2(Keys.RequestList(request.Status, shard), place);
    }

    public static BuildRequest Read(Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.RequestRecordV1)
            ?? throw new InvalidDataException("A stored request is null."))
        .ToRequest(item.Text(Id));

    /// <summary>The counter of a status in a request's shard.</summary>
    public static ItemKey Counter(RequestStatus status, int shard) => Keys.Count($"requests/{status}", shard);
}

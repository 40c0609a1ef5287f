using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Grants;

/// <summary>
/// Between grants and their three items: by secret, by public id, and in the order of their subject's. All end by the
/// table itself some time after the grant did.
/// </summary>
internal static class GrantItems
{
    public const string Hash = "hash";

    private const string Id = "id";
    private const string Kind = "kind";
    private const string Subject = "subject";
    private const string Label = "label";
    private const string Created = "created";

    public static string Place(Grant grant) => Keys.Place(grant.CreatedAt.UtcTicks, grant.Id);

    public static ItemKey OfSubject(Grant grant) => new(Keys.OfGrants(grant.Kind, grant.Subject), Place(grant));

    public static Item Write(Grant grant) => Ending(grant, Keys.Grant(grant.Kind, grant.SecretHash).ToItem())
        .With(Id, grant.Id)
        .With(Kind, grant.Kind.ToString())
        .With(Subject, grant.Subject)
        .With(Label, grant.Label)
        .With(Created, grant.CreatedAt.UtcTicks)
        .With(Hash, grant.SecretHash)
        .InIndex1(Keys.GrantList(grant.Kind, Shards.Of(grant.Id)), Place(grant));

    /// <summary>An item that leads to the grant.</summary>
    public static Item Leading(Grant grant, ItemKey key) =>
        Ending(grant, key.ToItem()).With(Hash, grant.SecretHash);

    public static Grant Read(Item item) => new(
        item.Text(Id),
        Enum.Parse<GrantKind>(item.Text(Kind)),
        item.Text(Hash),
        item.Text(Subject),
        item.Text(Label),
        Time(item.Number(Created)),
        item.NumberOrNull(Attributes.Expires) is { } end ? Time(end) : null);

    private static Item Ending(Grant grant, Item item)
    {
        item.With(Attributes.Expires, grant.ExpiresAt?.UtcTicks);
        return grant.ExpiresAt is { } end ? item.Until(end) : item;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}

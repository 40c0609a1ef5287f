using System.Text;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Answers;

/// <summary>
/// Answers of unsafe calls in DynamoDB. An item without status is a reservation. Whom an answer tells of is noted
/// beside it, so that it goes with them.
/// </summary>
internal sealed class DynamoDbAnswerStore(Tables tables, TimeProvider time) : IAnswerStore
{
    private const string BodyHash = "body_hash";
    private const string Status = "status";
    private const string ContentType = "content_type";
    private const string Body = "body";
    private const string Owner = "owner";
    private const string FreeAt = Attributes.Expires;

    /// <summary>Bytes that a body may have; none of ours is near it, and one above is not kept.</summary>
    private const int MaxBody = 300 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan Reserved = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Spare = TimeSpan.FromHours(1);
    private static readonly Expression Unfinished = new($"attribute_exists(#pk) AND attribute_not_exists(#{Status})");

    public async Task<AnswerLookup> BeginAsync(string key, string bodyHash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Its own mark lets a reservation through that is sent again because its answer was lost.
        var owner = Guid.NewGuid().ToString("n");
        var reserved = await tables.Main.PutAsync(
            Keys.Answer(key).ToItem()
                .With(BodyHash, bodyHash)
                .With(Owner, owner)
                .With(FreeAt, (now + Reserved).UtcTicks)
                .Until(now + Reserved + Spare),
            new Expression(
                $"attribute_not_exists(#pk) OR #{FreeAt} <= :now OR #{Owner} = :owner",
                (":now", AttributeValue.Of(now.UtcTicks)),
                (":owner", AttributeValue.Of(owner))),
            cancellationToken);
        return reserved.Done || reserved.Item is not { } known ? new AnswerLookup(AnswerState.New)
            : known.Text(BodyHash) != bodyHash ? new AnswerLookup(AnswerState.OtherBody)
            : known.NumberOrNull(Status) is not { } status ? new AnswerLookup(AnswerState.InProgress)
            : new AnswerLookup(
                AnswerState.Answered, new StoredAnswer((int)status, known.Text(ContentType), known.Text(Body)));
    }

    public async Task FinishAsync(string key, StoredAnswer answer, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + Kept;
        var update = tables.Main.Update(
            Keys.Answer(key),
            new Expression(
                $"SET #{Status} = :status, #{ContentType} = :type, #{Body} = :body, #{FreeAt} = :free, "
                + $"#{Attributes.TimeToLive} = :ttl",
                (":status", AttributeValue.Of(answer.Status)),
                (":type", AttributeValue.Of(answer.ContentType)),
                (":body", AttributeValue.Of(answer.Body)),
                (":free", AttributeValue.Of(end.UtcTicks)),
                (":ttl", AttributeValue.Of((end + Spare).ToUnixTimeSeconds()))),
            Unfinished);
        if (Encoding.UTF8.GetByteCount(answer.Body) > MaxBody
            || AnswerSubjects.Of(answer.Body) is not { } subjects
            || await tables.Main.TransactAsync(
                [update, .. subjects.Writes(tables.Main, key, end + Spare)], cancellationToken)
                is { } refusals && refusals.Any(refusal => refusal.Key != Keys.Answer(key)))
        {
            // It tells of somebody who was purged meanwhile, or of more than can be noted.
            await AbandonAsync(key, cancellationToken);
        }
    }

    public Task AbandonAsync(string key, CancellationToken cancellationToken) =>
        tables.Main.DeleteAsync(Keys.Answer(key), Unfinished, cancellationToken);
}

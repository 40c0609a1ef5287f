using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Usage;

/// <summary>Totals as they lie in items, and what adds to them.</summary>
internal static class UsageItems
{
    private const string Input = "input";
    private const string Output = "output";
    private const string CacheRead = "cache_read";
    private const string CacheWrite = "cache_write";
    private const string Cost = "cost";

    private const string Adding =
        $"ADD #{Input} :input, #{Output} :output, #{CacheRead} :read, #{CacheWrite} :write, #{Cost} :cost";

    public static UsageTotals Read(Item item) => new(
        item.Number(Input), item.Number(Output), item.Number(CacheRead), item.Number(CacheWrite), item.Number(Cost));

    public static Expression Add(UsageTotals amount) => new(Adding, Values(amount));

    /// <summary>Adds, and puts the item into the first index, where it stays as it is afterwards.</summary>
    public static Expression Add(UsageTotals amount, string partition, string sort) => new(
        $"SET #{Attributes.Index1Partition} = :partition, #{Attributes.Index1Sort} = :sort {Adding}",
        [
            .. Values(amount),
            (":partition", AttributeValue.Of(partition)),
            (":sort", AttributeValue.Of(sort)),
        ]);

    /// <summary>Nothing was added since.</summary>
    public static Expression Unchanged(UsageTotals amount) => new(
        $"#{Input} = :input AND #{Output} = :output AND #{CacheRead} = :read AND #{CacheWrite} = :write "
        + $"AND #{Cost} = :cost",
        Values(amount));

    private static (string, AttributeValue)[] Values(UsageTotals amount) =>
    [
        (":input", AttributeValue.Of(amount.Input)),
        (":output", AttributeValue.Of(amount.Output)),
        (":read", AttributeValue.Of(amount.CacheRead)),
        (":write", AttributeValue.Of(amount.CacheWrite)),
        (":cost", AttributeValue.Of(amount.CostMicroUsd)),
    ];
}

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Reads a list that lies in several partitions of an index, merged by sort key.</summary>
internal static class ShardedList
{
    extension(Table table)
    {
        /// <summary>
        /// The newest items, at most <paramref name="count"/>: one query a partition, all at once, so that the cost
        /// does not grow with what is stored.
        /// </summary>
        /// <param name="before">The place after which the list goes on; <see langword="null"/> from its start.</param>
        public async Task<List<Item>> NewestAsync(
            IndexDefinition index,
            IEnumerable<string> partitions,
            string? before,
            int count,
            CancellationToken cancellationToken)
        {
            var queries = partitions
                .Select(partition => before is null ? new KeyQuery(partition) : KeyQuery.Below(partition, before))
                .Select(query => table.ListAsync(
                    query with { Index = index, Backwards = true }, cancellationToken, count));
            var shards = await Task.WhenAll(queries);
            return
            [
                .. shards.SelectMany(items => items)
                    .OrderByDescending(item => item.Text(index.SortKey), StringComparer.Ordinal)
                    .Take(count),
            ];
        }

        /// <summary>The oldest items below a place, at most <paramref name="count"/>, oldest first.</summary>
        public async Task<List<Item>> OldestAsync(
            IndexDefinition index,
            IEnumerable<string> partitions,
            string below,
            int count,
            CancellationToken cancellationToken)
        {
            var shards = await Task.WhenAll(partitions.Select(partition => table.ListAsync(
                KeyQuery.Below(partition, below) with { Index = index }, cancellationToken, count)));
            return
            [
                .. shards.SelectMany(items => items)
                    .OrderBy(item => item.Text(index.SortKey), StringComparer.Ordinal)
                    .Take(count),
            ];
        }
    }
}

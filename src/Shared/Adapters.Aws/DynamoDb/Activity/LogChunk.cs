namespace TmuxBuilder.Adapters.Aws.DynamoDb.Activity;

/// <summary>The entries of a chunk's item.</summary>
internal static class LogChunk
{
    public const string Entries = "entries";

    private const string Seq = "seq";
    private const string Visible = "visible";

    public static Item Write(long seq, PreparedEntry entry) =>
        new Item(entry.Body).With(Seq, seq).With(Visible, entry.Entry.Visible);

    public static IEnumerable<Item> Read(Item chunk) => chunk.Maps(Entries);

    public static long SeqOf(Item entry) => entry.Number(Seq);

    public static bool IsVisible(Item entry) => entry.Flag(Visible);
}

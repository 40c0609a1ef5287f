namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>What shall come of a head as it was read.</summary>
/// <param name="Next">
/// The head as it shall be, but for its revision; <see langword="null"/> to leave it, which is then only held still.
/// </param>
/// <param name="Writes">What is written with it, all or nothing.</param>
/// <param name="Result">What the caller is told once it is written.</param>
internal sealed record HeadStep<T>(Head? Next, IReadOnlyList<Write> Writes, T Result)
{
    /// <summary>Nothing is written.</summary>
    public bool IsRefusal => Next is null && Writes.Count == 0;
}

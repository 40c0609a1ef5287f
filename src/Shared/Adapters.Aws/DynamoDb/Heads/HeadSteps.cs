namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>Makes steps without naming what they result in.</summary>
internal static class HeadSteps
{
    public static HeadStep<T> Refuse<T>(T result) => new(null, [], result);

    public static HeadStep<T> Write<T>(Head next, T result, params IReadOnlyList<Write> writes) =>
        new(next, writes, result);
}

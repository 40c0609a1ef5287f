namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>What a step is worked out from.</summary>
/// <param name="Head">The session's head; <see langword="null"/> when there is no such session.</param>
/// <param name="Refusals">What was in the way of the try before, but for the head.</param>
internal sealed record HeadTry(Head? Head, IReadOnlyList<Refusal> Refusals);

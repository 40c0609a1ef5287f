namespace TmuxBuilder.Cdk;

/// <summary>A stage cannot be as it is set up.</summary>
/// <param name="mistakes">What to change, a sentence each.</param>
public sealed class StageException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes));

using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>
/// Judges a copy of a built folder before it is published. The copy is the platform's own, so what is judged is what is
/// served.
/// </summary>
internal static class BuiltFolder
{
    public const int MaxFiles = 20_000;
    public const long MaxBytes = 500L << 20;
    public const long MaxFileBytes = 200L << 20;
    private const int MaxWorkers = 4;

    public static readonly CopyLimits Limits = new(MaxFiles, MaxBytes, MaxFileBytes);

    /// <summary>
    /// Why the copy at <paramref name="directory"/> may not be published; <see langword="null"/> when it may. What is
    /// known was judged with the release before.
    /// </summary>
    public static async Task<Refusal?> JudgeAsync(
        string directory, CopyReport copied, CancellationToken cancellationToken)
    {
        if (copied.Refused.FirstOrDefault() is { Key: { } refused, Value: { } why })
        {
            return new Refusal(
                $"'{refused}' cannot be published: {why}",
                "Publish plain files with plain names: no links, pipes or devices, within 500 MB, 200 MB each, and "
                    + "20,000 files.");
        }

        if (copied.Files.FirstOrDefault(file => file.Path == "index.html") is not { Size: > 0 })
        {
            return new Refusal(
                "There is no index.html in the folder.",
                "Build the site first, or name the folder that has index.html with --dir.");
        }

        return BuiltNames.Judge([.. copied.Files.Select(file => file.Path)])
            ?? await JudgeTextsAsync(directory, copied, cancellationToken);
    }

    private static async Task<Refusal?> JudgeTextsAsync(
        string directory, CopyReport copied, CancellationToken cancellationToken)
    {
        Refusal? found = null;
        var atOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Min(MaxWorkers, Environment.ProcessorCount),
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(copied.Files.Where(file => !file.IsKnown), atOnce, async (file, stop) =>
        {
            if (Volatile.Read(ref found) is null
                && await BuiltText.JudgeAsync(Path.Combine(directory, file.Path), file.Path, stop) is { } refusal)
            {
                Volatile.Write(ref found, refusal);
            }
        });
        return found;
    }
}

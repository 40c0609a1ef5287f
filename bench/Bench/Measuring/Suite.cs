namespace TmuxBuilder.Bench.Measuring;

/// <summary>Benchmarks that are run together, or one part at a time.</summary>
internal sealed class Suite(
    string name, params (string Name, Func<Report, Folders, CancellationToken, Task> RunAsync)[] parts)
{
    public string Name => name;

    public string Parts { get; } = string.Join('|', parts.Select(part => part.Name));

    public bool Has(string part) => parts.Any(own => own.Name == part);

    /// <summary>Runs every part, or only the one of this name.</summary>
    public async Task RunAsync(Report report, string? only, CancellationToken cancellationToken)
    {
        using var folders = new Folders();
        foreach (var part in parts.Where(part => only is null || part.Name == only))
        {
            await part.RunAsync(report, folders, cancellationToken);
        }
    }
}

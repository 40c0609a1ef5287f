namespace TmuxBuilder.Cdk;

/// <summary>What <c>./publish</c> made, and the scripts that turn a machine into a worker.</summary>
/// <param name="Functions">A folder for each function.</param>
/// <param name="Worker">The worker, self-contained.</param>
/// <param name="Image">The scripts.</param>
public sealed record Artifacts(string Functions, string Worker, string Image)
{
    /// <exception cref="StageException">A part is missing.</exception>
    public static Artifacts In(string folder)
    {
        var found = new Artifacts(
            Path.Combine(folder, "functions"), Path.Combine(folder, "worker"), "scripts/worker-image");
        string[] missing =
        [
            .. new[] { found.Function("api"), found.Function("sockets"), found.Function("sweeper"), found.Worker }
                .Where(part => !Directory.Exists(part)),
        ];
        return missing.Length == 0
            ? found
            : throw new StageException([$"{string.Join(", ", missing)} is missing; ./publish builds it."]);
    }

    public string Function(string name) => Path.Combine(Functions, name);
}

using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Sites;

/// <summary>Publishing and checking sites. How each is measured: bench/README.md.</summary>
internal static class SitesBench
{
    public static Suite Suite { get; } = new(
        "sites",
        ("publish", PublishBench.RunAsync),
        ("check", CheckBench.RunAsync));
}

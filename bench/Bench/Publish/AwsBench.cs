using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Publish;

/// <summary>Publishing to S3 and telling clients through API Gateway. How each is measured: bench/README.md.</summary>
internal static class AwsBench
{
    public static Suite Suite { get; } = new(
        "publish",
        ("upload", UploadBench.RunAsync),
        ("post", PostBench.RunAsync));
}

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>The calls whose requests are compared, by the names under which botocore's were recorded.</summary>
internal static partial class Calls
{
    public const string User = "tmux-user-0123456789ab";

    public static Dictionary<string, Func<Loopback, Task>> Of(string service) => service switch
    {
        "iam" => Iam,
        "apigatewaymanagementapi" => Management,
        "cloudfront" => CloudFront,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "No calls are known of it."),
    };

    /// <summary>An answer that any operation can read.</summary>
    public static string Answer(string service, string name) => service switch
    {
        "iam" => $"<R><{name.Split(' ')[0]}Result/><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></R>",
        "cloudfront" => "<R/>",
        _ => "{}",
    };
}

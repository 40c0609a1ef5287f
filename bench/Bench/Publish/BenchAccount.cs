namespace TmuxBuilder.Bench.Publish;

/// <summary>An account that exists nowhere, for clients and the CLI.</summary>
internal static class BenchAccount
{
    public const string Region = "eu-central-1";
    public const string Number = "123456789012";

    /// <summary>Has every client of this process and of those it starts call an endpoint of ours.</summary>
    public static void Use(Uri endpoint)
    {
        foreach (var (name, value) in new[]
        {
            ("AWS_ENDPOINT_URL", endpoint.AbsoluteUri.TrimEnd('/')),
            ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            ("AWS_REGION", Region),
            ("AWS_DEFAULT_REGION", Region),
            ("AWS_EC2_METADATA_DISABLED", "true"),
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}

using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>
/// What the API's own function costs to its first answer, which reads from DynamoDB once, beside the sample's in the
/// same rounds.
/// </summary>
internal static class ApiFunctionBench
{
    private const int Rounds = 9;
    private const string OriginSecret = "the-origin-secret-of-the-benchmark-00";

    public static Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("api");
        var sample = Named("LAMBDA_SAMPLE");
        var function = Named("LAMBDA_API");
        using var table = new EmptyTable();
        var settings = Settings(table.Address);
        var (usual, session) = (LambdaEvents.Usual(), LambdaEvents.OfSession(OriginSecret));
        var (cold, processor, beside) = (new Samples(), new Samples(), new Samples());
        var memory = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (var one = new FunctionUnderTest(sample))
            {
                one.AnswerFirst(usual);
                beside.Add(one.Used());
            }

            var before = table.Calls;
            using var other = new FunctionUnderTest(function, settings);
            cold.Add(other.AnswerFirst(session, 404));
            processor.Add(other.Used());
            memory.Add(other.ResidentMegabytes);
            if (table.Calls - before != 1)
            {
                throw new InvalidOperationException($"The first answer took {table.Calls - before} reads, not one.");
            }
        }

        report.Add("start to first answer, median", "ms", cold.Median);
        report.Add(
            "processor time to the first answer", "ms", processor.Median, beside.Median * 2.5, beside.Median);
        report.Add("memory after the first call", "MB", memory.Order().ElementAt(Rounds / 2), 16);
        report.Add("bootstrap file", "MB", new FileInfo(function).Length / 1e6);
        return Task.CompletedTask;
    }

    private static string Named(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} names no bootstrap; bench/run builds one.");

    private static Dictionary<string, string> Settings(string endpoint) => new()
    {
        ["AWS_ENDPOINT_URL"] = endpoint,
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "an-example-of-a-secret",
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["TMUXBUILDER_ACCOUNT"] = "123456789012",
        ["TMUXBUILDER_PUBLIC_URL"] = "https://builder.example.com",
        ["TMUXBUILDER_ORIGIN_SECRET"] = OriginSecret,
        ["TMUXBUILDER_DOORBELL_QUEUE_URL"] = $"{endpoint}/123456789012/doorbells",
        ["TMUXBUILDER_BLOBS_BUCKET"] = "blobs",
        ["TMUXBUILDER_SOCKETS_ENDPOINT"] = $"{endpoint}/live",
        ["TMUXBUILDER_MAIL_HOST"] = "127.0.0.1",
        ["TMUXBUILDER_MAIL_SECURITY"] = "none",
        ["TMUXBUILDER_MAIL_FROM"] = "tea@example.com",
    };
}

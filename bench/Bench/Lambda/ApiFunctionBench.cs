using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>
/// What the API's own function costs to its first answer, which reads from DynamoDB once, beside the sample's in the
/// same rounds. Its memory is held against the floor's: one signed read with what .NET has for it, and nothing else.
/// </summary>
internal static class ApiFunctionBench
{
    private const int Rounds = 9;
    private const string OriginSecret = "the-origin-secret-of-the-benchmark-00";

    public static Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("api");
        var sample = FunctionUnderTest.Named("LAMBDA_SAMPLE");
        var floor = FunctionUnderTest.Named("LAMBDA_FLOOR");
        var function = FunctionUnderTest.Named("LAMBDA_API");
        using var table = new EmptyTable();
        var settings = Settings(table.Address);
        var (usual, session) = (LambdaEvents.Usual(), LambdaEvents.OfSession(OriginSecret));
        var (cold, processor, beside) = (new Samples(), new Samples(), new Samples());
        var (memory, unshared, least) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (var one = new FunctionUnderTest(sample))
            {
                one.AnswerFirst(usual);
                beside.Add(one.Used());
            }

            using (var bare = new FunctionUnderTest(floor, settings))
            {
                bare.AnswerFirst(session, 404);
                _ = bare.Used();
                least.Add(bare.ResidentMegabytes);
            }

            var before = table.Calls;
            using var other = new FunctionUnderTest(function, settings);
            cold.Add(other.AnswerFirst(session, 404));
            processor.Add(other.Used());
            memory.Add(other.ResidentMegabytes);
            unshared.Add(other.UnsharedMegabytes);
            if (table.Calls - before != 1)
            {
                throw new InvalidOperationException($"The first answer took {table.Calls - before} reads, not one.");
            }
        }

        report.Add("start to first answer, median", "ms", cold.Median);
        report.Add(
            "processor time to the first answer", "ms", processor.Median, beside.Median * 2.5, beside.Median);
        report.Add("memory after the first call", "MB", memory.Median, 16, least.Median);
        report.Add("of it written to, so no other process's as well", "MB", unshared.Median);
        report.Add("bootstrap file", "MB", new FileInfo(function).Length / 1e6);
        return Task.CompletedTask;
    }

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

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Hosting.Logging;

namespace TmuxBuilder.Hosting.Tests;

public sealed class LogTests
{
    private static readonly Func<ILogger, string, IDisposable?> OfRequest =
        LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    private static readonly Action<ILogger, int, Exception?> Counted =
        LoggerMessage.Define<int>(LogLevel.Information, default, "{Count} are told");

    [Fact]
    public void A_line_names_the_call_it_belongs_to_and_none_after_it_does()
    {
        var lines = new StringWriter();
        var before = Console.Out;
        Console.SetOut(lines);
        try
        {
            using var logs = new LineLoggerFactory();
            var logger = logs.CreateLogger("Tea");
            using (OfRequest(logs.CreateLogger("Call"), "request-7"))
            {
                Counted(logger, 1, null);
            }

            Counted(logger, 2, null);
        }
        finally
        {
            Console.SetOut(before);
        }

        var said = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["category"] == "Tea").ToList();
        Assert.Equal(["request-7", null], said.Select(line => (string?)line["RequestId"]));
        Assert.Equal([1, 2], said.Select(line => (int)line["Count"]!));
    }
}

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

    private static readonly Action<ILogger, string, Exception?> Refused =
        LoggerMessage.Define<string>(LogLevel.Error, default, "{Who} was refused");

    [Fact]
    public void A_line_names_the_call_it_belongs_to_and_none_after_it_does()
    {
        var path = Path.GetTempFileName();
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read))
        using (var logs = new LineLoggerFactory(new StandardFile((int)file.DangerousGetHandle()), text => text))
        {
            var logger = logs.CreateLogger("Tea");
            using (OfRequest(logs.CreateLogger("Call"), "request-7"))
            {
                Counted(logger, 1, null);
            }

            Counted(logger, 2, null);
        }

        var said = File.ReadLines(path).Select(line => JsonNode.Parse(line)!).ToList();
        File.Delete(path);
        Assert.Equal(["request-7", null], said.Select(line => (string?)line["RequestId"]));
        Assert.Equal([1, 2], said.Select(line => (int)line["Count"]!));
    }

    [Fact]
    public void What_nobody_may_read_is_taken_out_of_messages_values_scopes_and_exceptions()
    {
        var path = Path.GetTempFileName();
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.Read))
        using (var logs = new LineLoggerFactory(
            new StandardFile((int)file.DangerousGetHandle()),
            text => text.Replace("sesame", "…", StringComparison.Ordinal)))
        {
            using (OfRequest(logs.CreateLogger("Call"), "sesame-7"))
            {
                Refused(logs.CreateLogger("Tea"), "sesame", new InvalidOperationException("No sesame here."));
            }
        }

        var said = File.ReadAllText(path);
        File.Delete(path);
        Assert.DoesNotContain("sesame", said, StringComparison.Ordinal);
        var line = JsonNode.Parse(said)!;
        Assert.Equal("… was refused", (string?)line["message"]);
        Assert.Equal("…", (string?)line["Who"]);
        Assert.Equal("…-7", (string?)line["RequestId"]);
        Assert.Contains("No … here.", (string?)line["exception"], StringComparison.Ordinal);
    }
}

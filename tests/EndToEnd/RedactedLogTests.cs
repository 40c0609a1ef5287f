using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.EndToEnd;

/// <summary>What a host writes about itself, as its programs set it up.</summary>
public sealed class RedactedLogTests
{
    // Assembled at run time, so that no scanner takes this file for a leak.
    private const string Key = "sk-ant-" + "api03-AbCdEf123456_-AbCdEf123456_-AA";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_secret_that_an_error_quotes_is_not_in_the_log(bool isJson)
    {
        var before = Console.Error;
        using var written = new StringWriter();
        Console.SetError(new RedactingWriter(written));
        try
        {
            using var loggers = LoggerFactory.Create(logging =>
            {
                logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
                if (isJson)
                {
                    logging.AddJsonConsole(json => json.JsonWriterOptions = new()
                    {
                        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                    });
                }
            });
            loggers.CreateLogger("test").LogError(
                new InvalidOperationException($"{{\"password\":\"hunter22\"}} {Key}"),
                "It said {What}",
                $"token: {Key}");
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("It said", written.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, written.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", written.ToString(), StringComparison.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>The scripts that run on a worker beside it, with stand-ins for the system's and AWS's commands.</summary>
public sealed class WorkerScriptTests : IDisposable
{
    private const string StandIn = """
        #!/usr/bin/env bash
        name=$(basename "$0") words=$*
        printf '%s %s\n' "$name" "$*" >>"$STUB/calls"
        if [ -s "$STUB/fail" ] && [[ "$name $*" = $(cat "$STUB/fail") ]]; then
          echo 'An error occurred (ThrottlingException)' >&2
          exit 254
        fi
        case "$name $*" in
          'curl '*target-lifecycle-state*) head -n 1 "$STUB/states"; sed -i 1d "$STUB/states" ;;
          'curl '*/api/token*) echo a-token ;;
          'curl '*instance-action*) [ -f "$STUB/taken" ] ;;
          'sleep '*) [ "$(grep -c ^sleep "$STUB/calls")" -lt 9 ] ;;
          'journalctl '*)
            after=${words##*--after-cursor }
            if [ "$after" = "$words" ]; then cat "$STUB/journal"; else sed "1,/\"$after\"/d" "$STUB/journal"; fi
            ;;
          'aws logs create-log-stream '*)
            [ ! -f "$STUB/stream" ] || { echo 'ResourceAlreadyExistsException' >&2; exit 254; }
            touch "$STUB/stream"
            ;;
          'aws logs put-log-events '*) cat "${words##*file://}" >>"$STUB/sent" ;;
        esac
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tb-worker-");

    public WorkerScriptTests()
    {
        foreach (var part in new[] { "bin", "state" })
        {
            folder.CreateSubdirectory(part);
        }

        foreach (var tool in new[] { "curl", "systemctl", "aws", "journalctl", "sleep" })
        {
            File.WriteAllText(At($"bin/{tool}"), StandIn);
            File.SetUnixFileMode(
                At($"bin/{tool}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(At("journal"), "");
    }

    private IReadOnlyList<string> Calls => File.ReadAllLines(At("calls"));

    [Fact]
    public async Task A_machine_that_is_let_go_stores_its_sessions_and_its_log_before_it_says_so()
    {
        await WriteAsync("states", "InService\n\nTerminated\n");

        var run = await RunAsync("drain");

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(2, Calls.Count(call => call == "sleep 5"));
        Assert.Equal(
            [
                "systemctl stop tmux-builder-worker.service", "aws logs create-log-stream", "journalctl -u",
                "aws autoscaling complete-lifecycle-action",
            ],
            Calls.SkipWhile(call => !call.StartsWith("systemctl", StringComparison.Ordinal)).Select(Short));
        Assert.Contains("--instance-id i-0aa", Calls[^1], StringComparison.Ordinal);
        Assert.Contains("--lifecycle-hook-name drain", Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spot_machine_that_is_taken_away_stores_its_sessions_at_once()
    {
        await WriteAsync("states", "InService\n");
        await WriteAsync("taken", "");

        var run = await RunAsync("drain");

        Assert.True(run.Status == 0, run.Output);
        Assert.DoesNotContain("sleep 5", Calls);
        Assert.Contains("systemctl stop tmux-builder-worker.service", Calls);
    }

    [Theory]
    [InlineData("systemctl *", 1, 0)]
    [InlineData("aws logs *", 0, 1)]
    public async Task It_is_not_gone_before_its_sessions_are_stored_but_waits_for_no_log(
        string failing, int status, int said)
    {
        await WriteAsync("states", "Terminated\n");
        await WriteAsync("fail", failing);

        var run = await RunAsync("drain");

        Assert.Equal(status, run.Status == 0 ? 0 : 1);
        Assert.Equal(said, Calls.Count(call => call.Contains("complete-lifecycle-action", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lines_are_sent_once_in_their_order()
    {
        await WriteAsync("journal", Line(1, "one") + Line(2, "two"));
        Assert.Equal(0, (await RunAsync("ship-logs")).Status);
        await File.AppendAllTextAsync(At("journal"), Line(3, "three"), Token);
        Assert.Equal(0, (await RunAsync("ship-logs")).Status);
        Assert.Equal(0, (await RunAsync("ship-logs")).Status);

        Assert.Equal(["one", "two", "three"], (await SentAsync()).SelectMany(batch => batch));
    }

    [Fact]
    public async Task What_did_not_arrive_is_sent_again()
    {
        await WriteAsync("journal", Line(1, "one"));
        await WriteAsync("fail", "aws logs put-log-events *");
        Assert.NotEqual(0, (await RunAsync("ship-logs")).Status);
        File.Delete(At("fail"));
        Assert.Equal(0, (await RunAsync("ship-logs")).Status);

        Assert.Equal(["one"], (await SentAsync()).SelectMany(batch => batch));
    }

    [Fact]
    public async Task Many_lines_and_more_than_a_day_go_in_several_calls()
    {
        var lines = Enumerable.Range(1, 600).Select(number => Line(number, $"line {number}"));
        await WriteAsync("journal", string.Concat(lines) + Line(TimeSpan.FromDays(2).TotalSeconds, "late"));

        var run = await RunAsync("ship-logs");

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal([500, 100, 1], (await SentAsync()).Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_long_line_stays_json_that_alarms_can_count()
    {
        var entry = new JsonObject
        {
            ["LogLevel"] = "Error", ["Message"] = new string('m', 5000), ["Exception"] = new string('e', 5000),
        };
        await WriteAsync("journal", Line(1, entry.ToJsonString()) + Line(2, new string('x', 5000)));

        await RunAsync("ship-logs");

        var sent = Assert.Single(await SentAsync());
        Assert.Equal("Error", (string?)JsonNode.Parse(sent[0])!["LogLevel"]);
        Assert.All(sent, line => Assert.InRange(line.Length, 1, 1800));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A line of the journal.</summary>
    private static string Line(double second, string message) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["__CURSOR"] = $"c{second}",
        ["__REALTIME_TIMESTAMP"] = $"{(1_770_000_000 + second) * 1e6:F0}",
        ["MESSAGE"] = message,
    }) + "\n";

    private static string Short(string call) => string.Join(
        ' ', call.Split(' ').Take(call.StartsWith("journalctl", StringComparison.Ordinal) ? 2 : 3));

    private string At(string path) => Path.Combine(folder.FullName, path);

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(At(file), text, Token);

    private async Task<List<List<string>>> SentAsync() =>
    [
        .. (await File.ReadAllLinesAsync(At("sent"), Token)).Where(line => line.Length > 0).Select(line =>
            JsonNode.Parse(line)!["logEvents"]!.AsArray().Select(one => (string)one!["message"]!).ToList()),
    ];

    private Task<CommandRun> RunAsync(string script) => CommandRun.RunAsync(
        "bash",
        [Path.Combine(Checkout.Root, "scripts/worker-image", script)],
        new()
        {
            ["PATH"] = $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["STUB"] = folder.FullName,
            ["STATE_DIRECTORY"] = At("state"),
            ["GROUP"] = "tea-workers",
            ["HOOK"] = "drain",
            ["INSTANCE"] = "i-0aa",
            ["LOG_GROUP"] = "/tea/workers",
        },
        "");
}

using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace TmuxBuilder.DemoAgent.Tests.Conversation;

public sealed class RecoveryTests : IAsyncDisposable
{
    private const string First = "A site for my bakery called Crust & Co";

    private readonly DemoPane _pane = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_that_was_killed_starts_over_after_a_resume()
    {
        await using var worker = new ListeningWorker(_pane.Socket);
        await _pane.HoldDeployAsync(Token);
        await _pane.StartAsync(resume: false, Token);
        await worker.NextAsync("SessionStart", Token);
        var line = _pane.Instruction("prompt_1.txt", First);
        await _pane.TypeAsync(line, Token);
        await worker.NextAsync("PreToolUse ./deploy.sh", Token);
        await using (_pane.MeetDeployAtTheGate())
        {
            Assert.Equal(137, await _pane.SignalAndWaitAsync("KILL", Token));
            await _pane.EndAsync(Token);
        }

        File.Delete(_pane.At("gate/deploy"));
        await _pane.StartAsync(resume: true, Token);
        var start = await worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(line, Token);
        await worker.NextAsync("Stop", Token);

        Assert.Equal("resume", start.GetProperty("source").GetString());
        Assert.Equal(2, _pane.Calls.Count(call => call == "deploy --project crust-co --dir code/dist"));
        Assert.Single(_pane.Calls, "notify done");
        Assert.Equal(1, SitesInMemory());
        Assert.Contains(
            "is built", await File.ReadAllTextAsync(_pane.At("summary.md"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_another_site_that_is_repeated_makes_one_site()
    {
        await using var worker = new ListeningWorker(_pane.Socket);
        await _pane.StartAsync(resume: false, Token);
        await worker.NextAsync("SessionStart", Token);
        foreach (var line in new[]
        {
            _pane.Instruction("prompt_1.txt", First),
            _pane.Instruction("prompt_2.txt", "Build another site called Second"),
            _pane.Instruction("prompt_2.txt", "Build another site called Second"),
        })
        {
            await _pane.TypeAsync(line, Token);
            await worker.NextAsync("Stop", Token);
        }

        Assert.Equal(2, SitesInMemory());
        Assert.Equal(
            ["crust-co", "second", "second"],
            _pane.Calls.Where(call => call.StartsWith("deploy", StringComparison.Ordinal))
                .Select(call => call.Split(' ')[2]));
    }

    [Fact]
    public async Task A_resumed_conversation_still_knows_the_site()
    {
        await using var worker = new ListeningWorker(_pane.Socket);
        await _pane.StartAsync(resume: false, Token);
        await worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(_pane.Instruction("prompt_1.txt", First), Token);
        await worker.NextAsync("Stop", Token);
        await _pane.EndAsync(Token);

        await _pane.StartAsync(resume: true, Token);
        await worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(_pane.Instruction("prompt_2.txt", "change the headline to Fresh again"), Token);
        await worker.NextAsync("Stop", Token);

        Assert.Contains("Crust &amp; Co", _pane.Page, StringComparison.Ordinal);
        Assert.Contains("<h1 dir=\"auto\">Fresh again</h1>", _pane.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memory_that_is_broken_is_an_empty_one()
    {
        await using var worker = new ListeningWorker(_pane.Socket);
        Directory.CreateDirectory(_pane.At(".demo"));
        await File.WriteAllTextAsync(_pane.At(".demo/state.json"), "{\"version\":1,\"sites\":[{", Token);
        await _pane.StartAsync(resume: true, Token);
        await worker.NextAsync("SessionStart", Token);
        await _pane.TypeAsync(_pane.Instruction("prompt_1.txt", First), Token);
        await worker.NextAsync("Stop", Token);

        Assert.Equal(1, SitesInMemory());
    }

    [Fact]
    public async Task Reports_wait_in_the_spool_while_the_worker_is_away()
    {
        var spool = Directory.CreateDirectory(_pane.At(".spool")).FullName;
        var kept = Channel.CreateUnbounded<string>();
        using var watcher = new FileSystemWatcher(spool) { NotifyFilter = NotifyFilters.FileName };
        watcher.Renamed += (_, renamed) => kept.Writer.TryWrite(renamed.FullPath);
        watcher.EnableRaisingEvents = true;
        await _pane.StartAsync(resume: false, Token);
        await NextKeptAsync("SessionStart");

        await _pane.TypeAsync(_pane.Instruction("prompt_1.txt", First), Token);
        await NextKeptAsync("Stop");

        var files = Directory.GetFiles(spool).Order(StringComparer.Ordinal).ToList();
        Assert.All(files, file => Assert.Matches(@"^\d{19}-\d+$", Path.GetFileName(file)));
        var names = files.Select(file => ListeningWorker.Describe(Payload(file))).ToList();
        Assert.Equal(["SessionStart", "UserPromptSubmit"], names[..2]);
        Assert.Equal("Stop", names[^1]);
        Assert.Equal("notify done", _pane.Calls[^1]);

        async Task NextKeptAsync(string name)
        {
            while (ListeningWorker.Describe(Payload(
                await kept.Reader.ReadAsync(Token).AsTask().WaitAsync(ListeningWorker.Patience, Token))) != name)
            {
            }
        }
    }

    public ValueTask DisposeAsync() => _pane.DisposeAsync();

    private static JsonElement Payload(string file)
    {
        var fields = Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\0');
        Assert.Equal(("hook", 3), (fields[0], fields.Length));
        return JsonDocument.Parse(fields[2]).RootElement;
    }

    private int SitesInMemory()
    {
        using var memory = JsonDocument.Parse(File.ReadAllText(_pane.At(".demo/state.json")));
        return memory.RootElement.GetProperty("sites").GetArrayLength();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TmuxBuilder.EndToEnd.Harness;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd;

/// <summary>
/// Messages through one real terminal and CLI while their host is restarted and killed at random moments. The model's
/// own last request is the witness: it holds the whole conversation, so a line lost, doubled or out of order stands
/// there.
/// </summary>
public sealed partial class ManyMessagesTests
{
    private const string Key = "sk-test";
    private const string Seed = "MESSAGES_SEED";
    private const int MostWaiting = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LatestEnd = TimeSpan.FromMilliseconds(1500);

    private enum Ending
    {
        None,
        Killed,
        Stopped,
    }

    [Fact]
    public Task Messages_are_delivered_once_and_in_order_however_the_host_ends() => SendAsync(15);

    [Fact(Explicit = true)]
    public Task Two_hundred_messages_are_delivered_once_and_in_order_however_the_host_ends() => SendAsync(200);

    private static async Task SendAsync(int count)
    {
        var token = TestContext.Current.CancellationToken;
        var random = Seeded();
        await using var model = await ModelStub.StartAsync(token);
        model.Default = Scenario.ReadsThePrompt.Says("Understood.");
        await using var world = new World();
        var host = await world.StartRealAgentAsync(model, Key, token);
        var guid = await CreateAsync(host, token);

        var known = 0L;
        var waiting = 0;
        foreach (var (number, ending) in Plan(count, random))
        {
            waiting++;
            using (var api = new ApiClient(host))
            {
                await api.ChatAsync(guid, $"Message number {number}.", token);
            }

            if (ending != Ending.None)
            {
                await PauseAsync(random, LatestEnd, token);
                await EndAsync(host, ending, token);
                host = await world.StartRealAgentAsync(model, Key, token);
            }
            else if (waiting >= MostWaiting || random.Next(3) > 0)
            {
                known = await AnsweredAsync(host, guid, known, waiting, token);
                waiting = 0;
            }

            await PauseAsync(random, LongestPause, token);
        }

        await AnsweredAsync(host, guid, known, waiting, token);
        await AssertEachOnceAsync(host, guid, model, count, token);
    }

    private static Random Seeded()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Seed), CultureInfo.InvariantCulture, out var given)
            ? given
            : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"The same again: {Seed}={seed}");
        return new Random(seed);
    }

    /// <summary>
    /// Of every five messages one is followed by the end of the host, at a moment of its own; of these every third in
    /// peace.
    /// </summary>
    private static IEnumerable<(int Number, Ending Ending)> Plan(int count, Random random)
    {
        const int every = 5;
        for (var (number, endings, at) = (1, 0, 0); number <= count; number++)
        {
            at = (number - 1) % every == 0 ? random.Next(every) : at;
            var ends = (number - 1) % every == at;
            yield return (number, !ends ? Ending.None : endings++ % 3 == 1 ? Ending.Stopped : Ending.Killed);
        }
    }

    private static Task PauseAsync(Random random, TimeSpan longest, CancellationToken token) =>
        Task.Delay(longest * random.NextDouble(), TimeProvider.System, token);

    private static async Task EndAsync(HostProcess host, Ending ending, CancellationToken token)
    {
        if (ending == Ending.Killed)
        {
            await host.KillAsync(token);
        }
        else
        {
            Assert.Equal(0, await host.InterruptAsync(token));
        }
    }

    /// <summary>Waits until so many more turns ended, and returns the number of the last frame.</summary>
    private static async Task<long> AnsweredAsync(
        HostProcess host, string guid, long since, int turns, CancellationToken token)
    {
        await using var listener = await Listener.ConnectAsync(host, guid, since, token);
        for (var turn = 0; turn < turns; turn++)
        {
            await listener.UntilTypeAsync("done", token);
        }

        return listener.Last;
    }

    private static async Task AssertEachOnceAsync(
        HostProcess host, string guid, ModelStub model, int count, CancellationToken token)
    {
        var numbers = Enumerable.Range(1, count).ToList();
        var conversation = model.Log.All.Last(request => request.Kind == RequestKind.Main).Body.GetProperty("messages");
        var said = conversation.EnumerateArray()
            .Where(message => message.GetProperty("role").GetString() == "user")
            .SelectMany(TextsOf).ToList();
        Assert.Equal(
            numbers, Numbers(said.Where(text => text.Contains("A message from the client", StringComparison.Ordinal))));
        var typed = said.SelectMany(text => Instruction().Matches(text).Select(match => match.Value)).ToList();
        Assert.Equal(count, typed.Count);
        Assert.Equal(count, typed.Distinct(StringComparer.Ordinal).Count());

        using var api = new ApiClient(host);
        var chat = (await api.GetAsync($"/api/history?guid={guid}", token))["messages"]!.AsArray();
        var sent = chat.Where(line => (string?)line!["role"] == "user").ToList();
        Assert.Equal(numbers, Numbers(sent.Select(line => (string)line!["content"]!)));
        Assert.All(sent, line => Assert.Equal("answered", (string?)line!["delivery"]));
        Assert.Equal(count, chat.Count(line => (string?)line!["role"] == "assistant"));
    }

    private static IEnumerable<int> Numbers(IEnumerable<string> texts) => texts.Select(
        text => int.Parse(MessageNumber().Match(text).Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>All texts of a message, those of tool results too.</summary>
    private static IEnumerable<string> TextsOf(JsonElement message)
    {
        if (message.ValueKind == JsonValueKind.String)
        {
            return [message.GetString()!];
        }

        return message.ValueKind == JsonValueKind.Array ? message.EnumerateArray().SelectMany(TextsOf)
            : message.TryGetProperty("content", out var content) ? TextsOf(content)
            : message.TryGetProperty("text", out var text) ? TextsOf(text)
            : [];
    }

    private static async Task<string> CreateAsync(HostProcess host, CancellationToken token)
    {
        using var api = new ApiClient(host);
        return await api.CreateSessionAsync(null, token);
    }

    [GeneratedRegex(@"Message number (\d+)\.")]
    private static partial Regex MessageNumber();

    [GeneratedRegex(@"Read /session/prompt_\d+\.txt and complete the task")]
    private static partial Regex Instruction();
}

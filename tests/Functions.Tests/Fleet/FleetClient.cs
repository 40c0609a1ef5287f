using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Functions.Tests.Support;

namespace TmuxBuilder.Functions.Tests.Fleet;

/// <summary>Clients of a stage whose projects count: message after message, each answered by its number.</summary>
internal sealed class FleetClient(Uri door) : IDisposable
{
    private const int MostCalls = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient http = new() { BaseAddress = door };
    private readonly Dictionary<string, int> said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes projects, each of a client of its own.</summary>
    public async Task CreateAsync(int count)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Stage.AdminToken);
        for (var number = 0; number < count; number++)
        {
            var made = await PostAsync(
                "/api/admin/sessions", new JsonObject { ["email"] = $"client-{number}@example.com" });
            said.Add((string)made["guid"]!, 0);
        }
    }

    /// <summary>Sends the next number to every project.</summary>
    public async Task SayAsync()
    {
        foreach (var guid in said.Keys)
        {
            await PostAsync(
                "/api/chat", new JsonObject { ["guid"] = guid, ["message"] = $"This is number {++said[guid]}." });
        }
    }

    /// <summary>Waits until all that was said was answered.</summary>
    public Task UntilAnsweredAsync() => UntilAsync(async () =>
    {
        foreach (var (guid, count) in said)
        {
            if ((await AnswersAsync(guid)).Count < count)
            {
                return false;
            }
        }

        return true;
    });

    /// <summary>Every message was answered once and in order; no entry has a number twice or lacks one.</summary>
    public async Task AssertNothingIsLostAsync()
    {
        foreach (var (guid, count) in said)
        {
            Assert.Equal(
                Enumerable.Range(1, count).Select(number => $"heard {number}"),
                await AnswersAsync(guid));
            var numbers = new List<long>();
            while (true)
            {
                var page = await GetAsync(string.Create(
                    CultureInfo.InvariantCulture, $"/api/activity?guid={guid}&since={numbers.LastOrDefault()}"));
                var events = page["events"]!.AsArray();
                if (events.Count == 0)
                {
                    break;
                }

                numbers.AddRange(events.Select(one => (long)one!["seq"]!));
            }

            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
        }
    }

    /// <summary>How many projects a worker has.</summary>
    public async Task<int> HeldAsync(string worker) => (await GetAsync("/api/admin/workers"))["workers"]!.AsArray()
        .Where(one => (string?)one!["worker_id"] == worker)
        .Sum(one => (int)one!["sessions"]!);

    public void Dispose() => http.Dispose();

    private async Task<List<string>> AnswersAsync(string guid)
    {
        var chat = await GetAsync($"/api/history?guid={guid}&limit=200");
        return
        [
            .. chat["messages"]!.AsArray()
                .Where(message => (string?)message!["role"] == "assistant")
                .Select(message => ((string)message!["content"]!).Trim()),
        ];
    }

    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var timer = new PeriodicTimer(Pause);
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        var key = Guid.NewGuid().ToString();
        return CallAsync(() => new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", key } },
        });
    }

    private Task<JsonNode> GetAsync(string path) => CallAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Calls, and again while the server says that it is busy, as every client does.</summary>
    private async Task<JsonNode> CallAsync(Func<HttpRequestMessage> ask)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var left = MostCalls; ; left--)
        {
            using var request = ask();
            using var answer = await http.SendAsync(request, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return JsonNode.Parse(text)!;
            }

            Assert.True(left > 0 && answer.StatusCode >= HttpStatusCode.InternalServerError, text);
            await timer.WaitForNextTickAsync(Cancellation);
        }
    }
}

using System.Text;
using System.Text.Json;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.Usage;

/// <summary>Calls the model as a session's agent does in one turn, with all that goes wrong on the way.</summary>
internal sealed class TroubledCaller(ModelStub stub, HttpClient client, string turn, Random random, HashSet<int> met)
{
    public const string TurnHeader = "x-test-turn";

    public const int Troubles = 8;

    private static readonly string[] Models =
        ["claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001", "another-model"];

    private static int gates;

    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        for (var calls = random.Next(1, 4); calls > 0; calls--)
        {
            await AnswerAsync(cancellationToken);
        }

        stub.Default = Says(SomeUsage());
        if (random.Next(3) == 0)
        {
            await ReadAsync(Request(tools: false), cancellationToken);
        }

        if (random.Next(3) == 0)
        {
            await Task.WhenAll(
                ReadAsync(Request(subagent: true), cancellationToken),
                ReadAsync(Request(subagent: true), cancellationToken));
        }

        await ReadAsync(Request(path: "/v1/messages/count_tokens"), cancellationToken);
    }

    private static Scenario Says(StubUsage usage) => Scenario.Build().Step(step => step.Text("Done.").Usage(usage));

    /// <summary>An answer that comes in the end: after up to three tries that go wrong.</summary>
    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        for (var tries = random.Next(4); tries > 0; tries--)
        {
            var trouble = random.Next(Troubles);
            met.Add(trouble);
            await (trouble switch
            {
                0 => FailAsync(new Fault.Status(429), cancellationToken),
                1 => FailAsync(new Fault.Status(500), cancellationToken),
                2 => FailAsync(new Fault.Status(529), cancellationToken),
                3 => FailAsync(new Fault.MidStream(SomeUsage()), cancellationToken),
                4 => FailAsync(new Fault.Reset(), cancellationToken),
                5 => CutAsync(late: false, cancellationToken),
                6 => CutAsync(late: true, cancellationToken),
                _ => GiveUpAsync(cancellationToken),
            });
        }

        stub.Default = Says(SomeUsage());
        await ReadAsync(Request(stream: random.Next(4) > 0), cancellationToken);
    }

    private async Task FailAsync(Fault fault, CancellationToken cancellationToken)
    {
        stub.Fail(fault);
        await ReadAsync(Request(), cancellationToken);
    }

    /// <summary>The connection breaks when the agent has read what there is.</summary>
    private async Task CutAsync(bool late, CancellationToken cancellationToken)
    {
        var gate = NewGate();
        stub.Fail(new Fault.Cut(gate, SomeUsage(), late));
        using var request = Request();
        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await ReadUntilAsync(body, late ? "message_delta" : "message_start", cancellationToken);
        stub.Gate(gate).Open();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, cancellationToken));
    }

    /// <summary>The agent leaves in the middle of an answer.</summary>
    private async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        stub.Default = Scenario.Build().Step(step => step.Hold(NewGate()).Usage(SomeUsage()));
        using var request = Request();
        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await ReadUntilAsync(body, "message_start", cancellationToken);
    }

    private async Task ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await client.SendAsync(request, cancellationToken);
        }
    }

    private static async Task ReadUntilAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(name, StringComparison.Ordinal)
            || !text.ToString().EndsWith("\n\n", StringComparison.Ordinal))
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            Assert.NotEqual(0, read);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    private HttpRequestMessage Request(
        bool tools = true, bool subagent = false, bool stream = true, string path = "/v1/messages?beta=true")
    {
        var json = JsonSerializer.Serialize(new
        {
            model = Models[random.Next(Models.Length)],
            stream,
            tools = tools ? new[] { new { name = "Bash" } } : [],
            messages = new[] { new { role = "user", content = "go on" } },
        });
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(TurnHeader, turn);
        if (subagent)
        {
            request.Headers.Add("x-claude-code-agent-id", "helper");
        }

        return request;
    }

    private StubUsage SomeUsage()
    {
        var written = random.Next(3_000);
        return new(
            random.Next(1, 5_000), written, random.Next(200_000), random.Next(1, 4_000), random.Next(written + 1));
    }

    private static string NewGate() => $"gate {Interlocked.Increment(ref gates)}";
}

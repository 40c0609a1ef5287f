using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TmuxBuilder.Testing;

/// <summary>Writes one answer as the model API streams it: each event flushed by itself.</summary>
internal sealed class EventStream(HttpResponse response)
{
    private const int PieceLength = 40;

    private int index;

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetHexString(24, lowercase: true);

    public static JsonObject Message(string model, JsonArray content, string? stop, StubUsage usage) => new()
    {
        ["id"] = NewId("msg_"),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = model,
        ["content"] = content,
        ["stop_reason"] = stop,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = usage.Input,
            ["cache_creation_input_tokens"] = usage.CacheCreation,
            ["cache_creation"] = new JsonObject
            {
                ["ephemeral_5m_input_tokens"] = usage.CacheCreation - usage.CacheCreationHour,
                ["ephemeral_1h_input_tokens"] = usage.CacheCreationHour,
            },
            ["cache_read_input_tokens"] = usage.CacheRead,
            ["output_tokens"] = usage.Output,
        },
    };

    public static JsonObject ToolUse(string name, JsonNode input) => new()
    {
        ["type"] = "tool_use",
        ["id"] = NewId("toolu_"),
        ["name"] = name,
        ["input"] = input,
    };

    /// <summary>What an answer reports when it begins.</summary>
    public static StubUsage AtStart(StubUsage usage) => usage with { Output = Math.Min(usage.Output, 1) };

    public Task StartAsync(string model, StubUsage usage, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        var message = Message(model, [], stop: null, AtStart(usage));
        return SendAsync("message_start", new JsonObject { ["message"] = message }, cancellationToken);
    }

    public async Task TextAsync(string text, CancellationToken cancellationToken)
    {
        await OpenBlockAsync(new JsonObject { ["type"] = "text", ["text"] = "" }, cancellationToken);
        foreach (var piece in Pieces(text, PieceLength))
        {
            await DeltaAsync(new JsonObject { ["type"] = "text_delta", ["text"] = piece }, cancellationToken);
        }

        await CloseBlockAsync(cancellationToken);
    }

    public async Task ToolUseAsync(string name, JsonNode input, CancellationToken cancellationToken)
    {
        await OpenBlockAsync(ToolUse(name, new JsonObject()), cancellationToken);
        foreach (var piece in Pieces(input.ToJsonString(), PieceLength * 10))
        {
            var delta = new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece };
            await DeltaAsync(delta, cancellationToken);
        }

        await CloseBlockAsync(cancellationToken);
    }

    public async Task EndAsync(string stop, StubUsage usage, CancellationToken cancellationToken)
    {
        await DeltaAsync(stop, usage, cancellationToken);
        await SendAsync("message_stop", [], cancellationToken);
    }

    /// <summary>What comes before the end: why the message stops, and what it used in all.</summary>
    public Task DeltaAsync(string stop, StubUsage usage, CancellationToken cancellationToken)
    {
        var delta = new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = stop, ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = usage.Output },
        };
        return SendAsync("message_delta", delta, cancellationToken);
    }

    public Task ErrorAsync(string type, string message, CancellationToken cancellationToken)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        return SendAsync("error", new JsonObject { ["error"] = error }, cancellationToken);
    }

    /// <summary>Cuts a text in pieces without splitting a character.</summary>
    private static IEnumerable<string> Pieces(string text, int length)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        var from = 0;
        while (elements.MoveNext())
        {
            if (elements.ElementIndex - from >= length)
            {
                yield return text[from..elements.ElementIndex];
                from = elements.ElementIndex;
            }
        }

        if (from < text.Length)
        {
            yield return text[from..];
        }
    }

    private Task OpenBlockAsync(JsonObject block, CancellationToken cancellationToken) =>
        SendAsync(
            "content_block_start", new JsonObject { ["index"] = index, ["content_block"] = block }, cancellationToken);

    private Task DeltaAsync(JsonObject delta, CancellationToken cancellationToken) =>
        SendAsync("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = delta }, cancellationToken);

    private Task CloseBlockAsync(CancellationToken cancellationToken) =>
        SendAsync("content_block_stop", new JsonObject { ["index"] = index++ }, cancellationToken);

    private async Task SendAsync(string type, JsonObject data, CancellationToken cancellationToken)
    {
        data["type"] = type;
        var json = data.ToJsonString(JsonSerializerOptions.Web);
        await response.WriteAsync($"event: {type}\ndata: {json}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}

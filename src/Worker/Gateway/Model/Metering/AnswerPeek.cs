using System.Buffers;
using System.Text.Json;
using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>Learns from an answer, as it passes, what it used, why it stopped and whether it came to its end.</summary>
/// <param name="isStream">Whether it is server-sent events rather than one JSON document.</param>
internal sealed class AnswerPeek(bool isStream)
{
    private const int MaxDocument = 4 * 1024 * 1024;

    /// <summary>What an event is long beside its words, and how long a token is: both on the low side.</summary>
    private const int EventFrame = 80;
    private const int TokenBytes = 4;

    private readonly EventLines events = new();
    private readonly ArrayBufferWriter<byte> document = new();

    public bool IsStream => isStream;

    public string? Model { get; private set; }

    public string? MessageId { get; private set; }

    public string? StopReason { get; private set; }

    public string? ErrorType { get; private set; }

    public bool IsWhole { get; private set; }

    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    /// <summary>
    /// The same, with the output that came but was not counted by the model yet, as far as its length tells.
    /// </summary>
    public ModelUsage UsageSoFar => Usage with { Output = Math.Max(Usage.Output, Heard / TokenBytes) };

    /// <summary>What part of the answer came as text; grows with it.</summary>
    public long Heard { get; private set; }

    /// <summary>Looks at a part; true when the answer came to its end, or to an error, with it.</summary>
    public bool Read(ReadOnlySpan<byte> part)
    {
        if (isStream)
        {
            events.Read(part, Event);
            return IsWhole || ErrorType is not null;
        }

        if (document.WrittenCount + part.Length <= MaxDocument)
        {
            document.Write(part);
        }

        return false;
    }

    /// <summary>The body is over: a document can be read now.</summary>
    public void Complete()
    {
        if (!isStream && TryRead(document.WrittenSpan) is { } message)
        {
            ErrorType = message.Error?.Type;
            IsWhole = ErrorType is null;
            Take(message);
        }
    }

    private void Event(ReadOnlySpan<byte> data)
    {
        // Most of a stream is the model's words, which are nobody's business here.
        if (data.IndexOf("\"content_block_"u8) >= 0)
        {
            Heard += Math.Max(TokenBytes, data.Length - EventFrame);
            return;
        }

        if (TryRead(data) is not { } message)
        {
            return;
        }

        switch (message.Type)
        {
            case "message_start" when message.Message is { } begun:
                Take(begun);
                break;
            case "message_delta":
                StopReason = message.Delta?.StopReason ?? StopReason;
                Count(message.Usage);
                break;
            case "message_stop":
                IsWhole = true;
                break;
            case "error":
                ErrorType = message.Error?.Type ?? "error";
                break;
            default:
                break;
        }
    }

    private void Take(ModelMessage message)
    {
        (Model, MessageId, StopReason) =
            (message.Model ?? Model, message.Id ?? MessageId, message.StopReason ?? StopReason);
        Count(message.Usage);
    }

    /// <summary>Counts are totals so far, not differences.</summary>
    private void Count(ModelMessage.Counts? counts)
    {
        if (counts is not null)
        {
            var written = Sane(counts.CacheCreationInputTokens) ?? Usage.CacheWrite;
            Usage = new ModelUsage(
                Sane(counts.InputTokens) ?? Usage.Input,
                Sane(counts.OutputTokens) ?? Usage.Output,
                Sane(counts.CacheReadInputTokens) ?? Usage.CacheRead,
                written,
                Math.Min(written, Sane(counts.CacheCreation?.Ephemeral1hInputTokens) ?? Usage.HourCacheWrite));
        }
    }

    private static long? Sane(long? tokens) => tokens is null ? null : Math.Clamp(tokens.Value, 0, 1L << 40);

    private static ModelMessage? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelJson.Default.ModelMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

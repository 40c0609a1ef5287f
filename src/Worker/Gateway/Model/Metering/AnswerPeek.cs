using System.Buffers;
using System.Text.Json;
using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>Learns from an answer, as it passes, what it used, why it stopped and whether it came to its end.</summary>
/// <param name="isStream">Whether it is server-sent events rather than one JSON document.</param>
internal sealed class AnswerPeek(bool isStream)
{
    /// <summary>How long a token is, on the low side.</summary>
    public const int TokenBytes = 4;

    private const int MaxDocument = 4 * 1024 * 1024;

    /// <summary>What an event is long beside its words, on the low side.</summary>
    private const int EventFrame = 80;

    private const string ContentEvents = "content_block_";

    private readonly EventLines events = new();
    private readonly ArrayBufferWriter<byte> document = new();
    private bool isCounted;

    public bool IsStream => isStream;

    public string? Model { get; private set; }

    public string? MessageId { get; private set; }

    public string? StopReason { get; private set; }

    public string? ErrorType { get; private set; }

    public bool IsWhole { get; private set; }

    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    /// <summary>
    /// The same; until the model has counted its output, which it does when it stops, that is counted by the length of
    /// what came.
    /// </summary>
    public ModelUsage UsageSoFar =>
        isCounted ? Usage : Usage with { Output = Math.Max(Usage.Output, Heard / TokenBytes) };

    /// <summary>How long what came of the answer's content is; grows with it.</summary>
    public long Heard { get; private set; }

    /// <summary>Looks at a part; true when the answer came to its end, or to an error, with it.</summary>
    public bool Read(ReadOnlySpan<byte> part)
    {
        if (isStream)
        {
            events.Read(part, Event);
            return IsWhole || ErrorType is not null;
        }

        Heard += part.Length;
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
            isCounted = message.Usage?.OutputTokens is not null;
            Take(message);
        }
    }

    private void Event(ReadOnlySpan<byte> data)
    {
        // Most of a stream is the model's words, which are nobody's business here. Those can stand in other events too:
        // a final one repeats the stop sequence.
        if (data.StartsWith("{\"type\":\"content_block_"u8))
        {
            Hear(data.Length);
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
                isCounted |= message is { Delta.StopReason: not null, Usage.OutputTokens: not null };
                break;
            case { } type when type.StartsWith(ContentEvents, StringComparison.Ordinal):
                Hear(data.Length);
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

    private void Hear(int length) => Heard += Math.Max(TokenBytes, length - EventFrame);

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

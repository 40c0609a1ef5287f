using System.Text;
using System.Text.Json;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>Looks in the CLI's transcript for what was typed to it.</summary>
internal static class ClaudeTranscript
{
    /// <summary>
    /// Whether a prompt of the transcript's end is the instruction's line. What a tool printed, the agent said or a
    /// summary quotes is none, whatever it names.
    /// </summary>
    public static bool HasTaken(ReadOnlySpan<byte> transcript, Instruction instruction)
    {
        var name = Encoding.UTF8.GetBytes(instruction.PromptFile);
        foreach (var range in transcript.Split((byte)'\n'))
        {
            if (IsPrompt(transcript[range], name, instruction))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the transcript tells how long the turn took that the instruction began: the CLI's last word of every
    /// turn that came to its end.
    /// </summary>
    public static bool HasEnded(ReadOnlySpan<byte> transcript, Instruction instruction)
    {
        var name = Encoding.UTF8.GetBytes(instruction.PromptFile);
        var isTaken = false;
        foreach (var range in transcript.Split((byte)'\n'))
        {
            var entry = transcript[range];
            isTaken = isTaken || IsPrompt(entry, name, instruction);
            if (isTaken && entry.IndexOf("\"turn_duration\""u8) >= 0
                && Read(entry) is { Type: "system", Subtype: "turn_duration" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPrompt(ReadOnlySpan<byte> entry, byte[] name, Instruction instruction) =>
        entry.IndexOf(name) >= 0 && PromptOf(entry) is { } prompt && instruction.IsPrompt(prompt);

    private static string? PromptOf(ReadOnlySpan<byte> entry)
    {
        try
        {
            return Read(entry) is { Type: "user", Message: { Role: "user", Content: var content } }
                ? TextOf(content)
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is no text: we typed none.
            return null;
        }
    }

    private static ClaudeEntry? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            return JsonSerializer.Deserialize(entry, ProfileJson.Default.ClaudeEntry);
        }
        catch (JsonException)
        {
            // Cut off where the part that was read begins, or not the CLI's.
            return null;
        }
    }

    // A string, or one text among the blocks of a message; what tools give back is blocks of another type.
    private static string? TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString(),
        JsonValueKind.Array when content.GetArrayLength() == 1
            && content[0] is { ValueKind: JsonValueKind.Object } block
            && block.TryGetProperty("type", out var type) && type.ValueEquals("text")
            && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => text.GetString(),
        _ => null,
    };
}

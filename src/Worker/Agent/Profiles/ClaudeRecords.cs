using System.Text.Json;
using TmuxBuilder.Agent.Folders;

namespace TmuxBuilder.Agent.Profiles;

/// <summary>Reads the CLI's status file and the end of its transcript.</summary>
internal static class ClaudeRecords
{
    private const int MaxStatusBytes = 64 * 1024;
    private const int MaxTail = 256 * 1024;

    /// <exception cref="UnsafePathException">The agent put something else in their place.</exception>
    public static async Task<AgentRecords> ReadAsync(
        SafeFolder folder, string home, string conversation, string transcript, CancellationToken cancellationToken)
    {
        var status = await StatusAsync(folder, home, conversation, cancellationToken);
        var (length, interruptedAt) = await TranscriptAsync(folder, transcript, cancellationToken);
        return new AgentRecords(Of(status?.Status), status?.UpdatedAt ?? 0, length, interruptedAt, status?.Version);
    }

    // An interruption is a text of its own; what a tool printed would have its quotes escaped.
    private static ReadOnlySpan<byte> InterruptLine => "\"text\":\"[Request interrupted by user"u8;

    private static AgentStatus Of(string? status) => status switch
    {
        "idle" => AgentStatus.Idle,
        "busy" => AgentStatus.Busy,
        "waiting" => AgentStatus.Waiting,
        _ => AgentStatus.Unknown,
    };

    /// <summary>The newest of the conversation: a CLI that was killed leaves its own behind.</summary>
    private static async Task<ClaudeStatus?> StatusAsync(
        SafeFolder folder, string home, string conversation, CancellationToken cancellationToken)
    {
        ClaudeStatus? newest = null;
        var names = folder.List($"{home}/sessions").Select(entry => entry.Name);
        foreach (var name in names.Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            if (await folder.ReadBytesAsync($"{home}/sessions/{name}", MaxStatusBytes, cancellationToken) is { } bytes
                && TryRead(bytes) is { } read && read.SessionId == conversation
                && (newest is null || read.UpdatedAt > newest.UpdatedAt))
            {
                newest = read;
            }
        }

        return newest;
    }

    private static async Task<(long Length, long InterruptedAt)> TranscriptAsync(
        SafeFolder folder, string transcript, CancellationToken cancellationToken)
    {
        await using var stream = folder.OpenRead(transcript);
        if (stream is null)
        {
            return (0, -1);
        }

        var length = stream.Length;
        var tail = new byte[Math.Min(length, MaxTail)];
        stream.Seek(length - tail.Length, SeekOrigin.Begin);
        var read = await stream.ReadAtLeastAsync(tail, tail.Length, throwOnEndOfStream: false, cancellationToken);
        var at = tail.AsSpan(0, read).LastIndexOf(InterruptLine);
        return (length, at < 0 ? -1 : length - tail.Length + at);
    }

    private static ClaudeStatus? TryRead(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProfileJson.Default.ClaudeStatus);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

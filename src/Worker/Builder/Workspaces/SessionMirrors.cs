using System.Globalization;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>
/// Writes the readable mirrors of a session into its folder, each in one step; the store is the truth.
/// </summary>
internal sealed class SessionMirrors(IChatStore chat, IActivityLog log, IResourceLedger ledger)
{
    private const int Lines = 500;

    public async Task WriteAsync(SafeFolder folder, SessionRow row, CancellationToken cancellationToken)
    {
        var session = row.Session.Id;
        var made = await ledger.ListAsync(session, cancellationToken);
        await folder.WriteTextAsync("status.json", Status(row, made), cancellationToken);

        var lines = await chat.TailAsync(session, Lines, cancellationToken);
        await folder.WriteTextAsync("chat_history.jsonl", string.Concat(lines.Select(Line)), cancellationToken);

        var entries = await log.TailAsync(session, Lines, cancellationToken);
        await folder.WriteTextAsync(
            "activity_log.jsonl", string.Concat(entries.Select(entry => Line(session, entry))), cancellationToken);
    }

    private static string Status(SessionRow row, IReadOnlyList<ResourceRecord> made)
    {
        var session = row.Session;
        var buckets = made
            .Where(record => record is { Kind: ResourceKind.Bucket, Stage: ResourceStage.Fact })
            .Select(record => record.Id)
            .ToArray();
        var file = new StatusFile(
            session.State.ToString().ToLowerInvariant(),
            row.Head.Phase,
            row.Head.Progress,
            row.Head.StatusMessage,
            session.Id.Short,
            session.Email,
            session.Phone,
            session.ClientName,
            session.InitialRequest,
            session.CreatedAt.UtcDateTime,
            session.UpdatedAt.UtcDateTime,
            session.DeployedUrl,
            new StatusResources(buckets));
        return JsonSerializer.Serialize(file, BuilderJson.Default.StatusFile) + "\n";
    }

    private static string Line(ChatMessage line) =>
        JsonSerializer.Serialize(
            new ChatFileLine(line.Role.Wire, line.Content, line.Timestamp.UtcDateTime),
            BuilderJson.Default.ChatFileLine) + "\n";

    private static string Line(SessionId session, ActivityEntry stored)
    {
        var entry = stored.Entry;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", stored.Seq);
            writer.WriteString("type", entry.Type);
            writer.WriteString("guid", session.Short);
            writer.WriteString("message", entry.Message);
            writer.WritePropertyName("data");
            writer.WriteRawValue(entry.DataJson);
            writer.WriteString("timestamp", entry.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}

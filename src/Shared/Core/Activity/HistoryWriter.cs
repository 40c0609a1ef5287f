using System.Buffers;
using System.Text.Json;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Activity;

/// <summary>Packs entries into <c>history</c> frames of bounded size.</summary>
internal sealed class HistoryWriter(Audience audience, long since)
{
    /// <summary>Sites a state names; who has more asks for the list.</summary>
    private const int MaxSites = 20;

    /// <summary>Room for everything of a frame but entries and state.</summary>
    private const int Envelope = 256;

    private readonly ArrayBufferWriter<byte> entries = new(16 * 1024);
    private long firstSeq;
    private long lastSeq = since;

    /// <summary>Adds an entry; gives the frame that was full before it, if it was.</summary>
    public HistoryFrame? Add(ActivityEntry entry)
    {
        var written = FrameWriter.Entry(audience, entry, ActivityLimits.MaxHistoryEntry);
        var full = entries.WrittenCount > 0
            && entries.WrittenCount + written.Length + Envelope > ActivityLimits.MaxHistoryFrame
                ? Finish([])
                : null;

        if (entries.WrittenCount > 0)
        {
            entries.Write(","u8);
        }

        entries.Write(written);
        if (entry.Entry.Visible)
        {
            firstSeq = firstSeq == 0 ? entry.Seq : firstSeq;
            lastSeq = entry.Seq;
        }

        return full;
    }

    /// <summary>The last frames: what is left, with the state; two when they do not fit into one.</summary>
    /// <param name="reached">The number the reader stands at, whether or not there was an entry to it.</param>
    /// <param name="takenOver">An admin has the agent's keyboard.</param>
    public IEnumerable<HistoryFrame> End(
        long reached, SessionHead head, IReadOnlyList<Site> sites, bool takenOver)
    {
        var state = State(head, sites, takenOver);
        if (entries.WrittenCount + state.Length + Envelope > ActivityLimits.MaxHistoryFrame)
        {
            yield return Finish([]);
        }

        lastSeq = Math.Max(lastSeq, reached);
        yield return Finish(state);
    }

    private HistoryFrame Finish(ReadOnlySpan<byte> state)
    {
        using var scratch = FrameBuffer.Rent();
        var writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteString("type"u8, "history"u8);
        writer.WritePropertyName("messages"u8);
        writer.WriteRawValue([(byte)'[', .. entries.WrittenSpan, (byte)']'], skipInputValidation: true);
        writer.WriteNumber("first_seq"u8, firstSeq);
        writer.WriteNumber("last_seq"u8, lastSeq);
        writer.WriteBoolean("more"u8, state.IsEmpty);
        if (!state.IsEmpty)
        {
            writer.WritePropertyName("state"u8);
            writer.WriteRawValue(state, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        entries.ResetWrittenCount();
        firstSeq = 0;
        return new HistoryFrame(scratch.Written.ToArray(), lastSeq, More: state.IsEmpty);
    }

    private byte[] State(SessionHead head, IReadOnlyList<Site> sites, bool takenOver)
    {
        using var scratch = FrameBuffer.Rent();
        var writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteString("phase"u8, Scrub.For(audience, head.Phase));
        writer.WriteNumber("progress"u8, head.Progress);
        writer.WriteString("status_message"u8, Scrub.For(audience, head.StatusMessage));
        writer.WriteString("turn_state"u8, head.TurnState?.Wire);
        writer.WriteBoolean("taken_over"u8, takenOver);
        writer.WriteStartArray("sites"u8);
        foreach (var site in sites.Take(MaxSites))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, site.Id.Value);
            writer.WriteString("slug"u8, Scrub.For(audience, site.Slug));
            writer.WriteString("name"u8, Scrub.For(audience, site.Name));
            writer.WriteString("url"u8, Scrub.For(audience, site.Url));
            writer.WriteString("state"u8, site.State.ToString().ToLowerInvariant());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return scratch.Written.ToArray();
    }
}

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>
/// Cuts a stream of server-sent events (WHATWG HTML §9.2) into its <c>data</c> lines, across any seams. Lines longer
/// than anything that is looked for are dropped as they pass.
/// </summary>
internal sealed class EventLines
{
    private const int MaxLine = 64 * 1024;

    private readonly List<byte> line = [];
    private bool tooLong;

    public delegate void Handle(ReadOnlySpan<byte> data);

    public void Read(ReadOnlySpan<byte> bytes, Handle data)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Keep(bytes[..end]);
            Tell(data);
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        tooLong |= line.Count + part.Length > MaxLine;
        if (tooLong)
        {
            line.Clear();
        }
        else
        {
            line.AddRange(part);
        }
    }

    private void Tell(Handle data)
    {
        var whole = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line);
        if (whole.StartsWith("data:"u8))
        {
            data(whole["data:"u8.Length..].Trim(" \r"u8));
        }

        line.Clear();
        tooLong = false;
    }
}

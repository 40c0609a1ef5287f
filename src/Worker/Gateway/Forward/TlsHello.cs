using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>
/// Reads what a TLS client says first (RFC 8446, 4.1.2), as far as the name of the server it asks for (RFC 6066, 3).
/// </summary>
/// <param name="IsWhole">Whether enough was said to judge it; what is no such greeting can be judged at once.</param>
/// <param name="Host">The server's name as it was said; <see langword="null"/> when there is none.</param>
internal readonly record struct TlsHello(bool IsWhole, string? Host)
{
    /// <summary>More than any client says; one that offers keys for new curves says 2 KB.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int RecordHead = 5;
    private const int MessageHead = 4;
    private const byte HandshakeRecord = 22;
    private const byte MajorVersion = 3;
    private const byte ClientHello = 1;
    private const byte HostName = 0;
    private const int ServerName = 0;
    private const int VersionAndRandom = 34;

    private static readonly TlsHello Unfinished = new(false, null);
    private static readonly TlsHello NoName = new(true, null);

    /// <param name="said">All that the client said so far.</param>
    public static TlsHello Read(ReadOnlySpan<byte> said)
    {
        // A message may go over several records.
        var message = new byte[said.Length];
        var length = 0;
        while (said.Length > 0)
        {
            if (said[0] != HandshakeRecord || (said.Length > 1 && said[1] != MajorVersion))
            {
                return NoName;
            }

            if (said.Length < RecordHead)
            {
                break;
            }

            var record = BinaryPrimitives.ReadUInt16BigEndian(said[3..]);
            var part = said.Slice(RecordHead, Math.Min(record, said.Length - RecordHead));
            part.CopyTo(message.AsSpan(length));
            length += part.Length;
            if (OfMessage(message.AsSpan(0, length)) is { IsWhole: true } hello)
            {
                return hello;
            }

            if (record == 0)
            {
                return NoName;
            }

            said = said[(RecordHead + part.Length)..];
        }

        return Unfinished;
    }

    private static TlsHello OfMessage(ReadOnlySpan<byte> message)
    {
        if (message.Length < MessageHead)
        {
            return message.Length > 0 && message[0] != ClientHello ? NoName : Unfinished;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(message) & 0xFF_FFFF;
        return message[0] != ClientHello || length > MaxBytes ? NoName
            : message.Length - MessageHead < length ? Unfinished
            : new TlsHello(true, NameIn(message.Slice(MessageHead, length)));
    }

    private static string? NameIn(ReadOnlySpan<byte> hello)
    {
        // Session, cipher suites, compression, extensions.
        if (!TryTake(ref hello, VersionAndRandom, out _)
            || !TryTakeSized(ref hello, 1, out _)
            || !TryTakeSized(ref hello, 2, out _)
            || !TryTakeSized(ref hello, 1, out _)
            || !TryTakeSized(ref hello, 2, out var extensions)
            || hello.Length > 0)
        {
            return null;
        }

        string? name = null;
        while (extensions.Length > 0)
        {
            if (!TryTake(ref extensions, 2, out var type) || !TryTakeSized(ref extensions, 2, out var data))
            {
                return null;
            }

            if (BinaryPrimitives.ReadUInt16BigEndian(type) == ServerName)
            {
                // Two of them might be read in two ways.
                if (name is not null || !TryReadName(data, out name))
                {
                    return null;
                }
            }
        }

        return name;
    }

    /// <summary>A list of one name of a host: nobody says another.</summary>
    private static bool TryReadName(ReadOnlySpan<byte> data, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (TryTakeSized(ref data, 2, out var list)
            && data.Length == 0
            && TryTake(ref list, 1, out var type)
            && type[0] == HostName
            && TryTakeSized(ref list, 2, out var host)
            && list.Length == 0
            && Ascii.IsValid(host))
        {
            name = Encoding.ASCII.GetString(host);
        }

        return name is not null;
    }

    private static bool TryTakeSized(ref ReadOnlySpan<byte> rest, int sizeBytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        return TryTake(ref rest, sizeBytes, out var size)
            && TryTake(ref rest, sizeBytes == 1 ? size[0] : BinaryPrimitives.ReadUInt16BigEndian(size), out taken);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, int count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (rest.Length < count)
        {
            return false;
        }

        taken = rest[..count];
        rest = rest[count..];
        return true;
    }
}

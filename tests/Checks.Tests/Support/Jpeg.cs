using System.Buffers.Binary;

namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>Reads as much of a JPEG as tells its size.</summary>
internal static class Jpeg
{
    public static (int Width, int Height) SizeOf(ReadOnlyMemory<byte>? picture)
    {
        var bytes = picture!.Value.Span;
        Assert.Equal((byte)0xD8, bytes[1]);
        for (var at = 2; at < bytes.Length - 9;)
        {
            var marker = bytes[at + 1];
            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                var height = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]);
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), height);
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        throw new InvalidOperationException("There is no frame in this JPEG.");
    }
}

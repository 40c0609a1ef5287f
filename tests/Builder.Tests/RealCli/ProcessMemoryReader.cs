using System.Globalization;

namespace TmuxBuilder.Builder.Tests.RealCli;

/// <summary>Reads what a process may write to: where its words, keys and strings are.</summary>
internal static class ProcessMemoryReader
{
    private const int Piece = 16 * 1024 * 1024;
    private const int Overlap = 256;

    public static IEnumerable<byte[]> Read(int process)
    {
        using var memory = new FileStream(
            $"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var line in File.ReadAllLines($"/proc/{process}/maps"))
        {
            if (line.Split(' ', 3) is not [var range, ['r', 'w', ..], _] || range.Split('-') is not [var from, var to])
            {
                continue;
            }

            var (start, end) = (Number(from), Number(to));
            for (var at = start; at < end; at += Piece - Overlap)
            {
                var piece = new byte[(int)Math.Min(Piece, end - at)];
                if (TryRead(memory, at, piece) is > 0 and var read)
                {
                    yield return piece[..read];
                }
            }
        }
    }

    private static int TryRead(FileStream memory, long at, byte[] into)
    {
        try
        {
            memory.Seek(at, SeekOrigin.Begin);
            return memory.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            // Reserved and never touched, or unmapped since.
            return 0;
        }
    }

    private static long Number(string hex) => long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>The few calls of the C library that the base class library does not offer (Linux).</summary>
internal static partial class LibC
{
    /// <summary>Room for <c>struct termios</c>, which is 60 bytes on Linux.</summary>
    public const int TermiosSize = 128;

    private const nuint WindowSizeRequest = 0x5413;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <summary>The terminal's width in columns, 80 when it is not known.</summary>
    public static int Columns()
    {
        Span<ushort> size = stackalloc ushort[4];
        return WindowSize(1, WindowSizeRequest, size) == 0 && size[1] > 0 ? size[1] : 80;
    }

    /// <summary>
    /// Opens for reading without following a link at the end and without waiting for a pipe's writer.
    /// </summary>
    public static SafeFileHandle OpenNoFollow(string path) => Open(path, NonBlocking | CloseOnExec | NoFollow());

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int actions, ReadOnlySpan<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Span<byte> termios);

    private static int NoFollow() =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int WindowSize(int descriptor, nuint request, Span<ushort> size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}

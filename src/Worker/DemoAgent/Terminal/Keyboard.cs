using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>Reads standard input on a thread of its own, because a terminal's read cannot be cancelled.</summary>
internal sealed class Keyboard
{
    private readonly Channel<byte[]> _reads = Channel.CreateUnbounded<byte[]>();

    /// <summary>Each read's bytes; completes at the end of input.</summary>
    public ChannelReader<byte[]> Reads => _reads.Reader;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "keyboard" }.Start();

    private void Run()
    {
        using var handle = new SafeFileHandle(0, ownsHandle: false);
        using var input = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = input.Read(buffer)) > 0)
            {
                _reads.Writer.TryWrite(buffer[..count]);
            }
        }
        catch (IOException)
        {
            // A terminal that hangs up reads as an input/output error.
        }

        _reads.Writer.Complete();
    }
}

namespace TmuxBuilder.DemoAgent.Terminal;

/// <summary>
/// Keys arrive as they are pressed, unechoed, until disposed; nothing happens when input is no terminal.
/// </summary>
internal sealed class RawMode : IDisposable
{
    private const int StandardInput = 0;
    private const int AfterOutput = 1;
    private const int OutputFlags = 4;

    private readonly byte[]? _saved;

    public RawMode()
    {
        var saved = new byte[LibC.TermiosSize];
        if (LibC.GetAttributes(StandardInput, saved) != 0)
        {
            return;
        }

        _saved = saved;
        var raw = saved.ToArray();
        LibC.MakeRaw(raw);
        // Output keeps its processing, so that a line feed still returns the carriage.
        saved.AsSpan(OutputFlags, 4).CopyTo(raw.AsSpan(OutputFlags));
        _ = LibC.SetAttributes(StandardInput, AfterOutput, raw);
    }

    public void Dispose()
    {
        if (_saved is not null)
        {
            _ = LibC.SetAttributes(StandardInput, AfterOutput, _saved);
        }
    }
}

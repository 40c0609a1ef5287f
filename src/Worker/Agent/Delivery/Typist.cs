using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Delivery;

/// <summary>Types one line into an agent's input box.</summary>
internal sealed class Typist(ITerminal terminal, string name, TimeProvider time)
{
    private const string ClearLine = "C-u";
    private const string Enter = "Enter";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    // An Enter that comes with the text counts as part of a paste. One that comes once the line is drawn does not;
    // where the line is not seen, this is far more than the 20 ms from which on none was lost.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(150);

    /// <exception cref="ArgumentException">The line is not one that may be typed.</exception>
    public static void Check(Instruction instruction)
    {
        var line = instruction.Line;
        if (line.Length is 0 or > Instruction.LongestLine || line.Any(char.IsControl)
            || line[0] is '/' or '!' or '#' or '@')
        {
            throw new ArgumentException(
                "Only one printable line that is no command of the CLI may be typed.", nameof(instruction));
        }

        if (instruction.PromptFile.Length == 0 || !line.Contains(instruction.PromptFile, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "The line must name the file, or nothing shows later that it was taken.", nameof(instruction));
        }
    }

    /// <summary>Clears the box and types the line; returns once it shows, or after the longest wait.</summary>
    public async Task TypeAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        await terminal.PressAndTypeAsync(name, ClearLine, instruction.Line, cancellationToken);

        // From the file's name on: an earlier line on the screen cannot hold it.
        var tail = instruction.Line[instruction.Line.IndexOf(instruction.PromptFile, StringComparison.Ordinal)..];
        var began = time.GetTimestamp();
        while (!await terminal.ShowsAsync(name, tail, cancellationToken) && time.GetElapsedTime(began) < LongestWait)
        {
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }

    public Task PressEnterAsync(CancellationToken cancellationToken) =>
        terminal.PressAsync(name, Enter, cancellationToken);

    public Task ClearAsync(CancellationToken cancellationToken) =>
        terminal.PressAsync(name, ClearLine, cancellationToken);
}

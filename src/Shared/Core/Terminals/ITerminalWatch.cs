namespace TmuxBuilder.Core.Terminals;

/// <summary>
/// One admin's view of a terminal, for one caller at a time. Reading slowly delays nobody: what does not fit is let go,
/// and the screen is drawn anew. Disposing it gives back what was taken over.
/// </summary>
public interface ITerminalWatch : IAsyncDisposable
{
    /// <summary>What is new, in order; <see langword="null"/> when nothing is, until the next call of changed.</summary>
    Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the keyboard: until it is given back, or the agent ends, the platform types nothing and what clients send
    /// waits in the queue.
    /// </summary>
    Task<TakeOverOutcome> TakeOverAsync(CancellationToken cancellationToken);

    /// <summary>Gives the keyboard back; not having it is fine.</summary>
    Task GiveBackAsync(CancellationToken cancellationToken);

    /// <summary>Types text, control characters as keys; false when the keyboard is not this watch's.</summary>
    Task<bool> TypeAsync(string text, CancellationToken cancellationToken);

    /// <summary>Resizes the terminal until it is given back; false when the keyboard is not this watch's.</summary>
    Task<bool> ResizeAsync(int columns, int rows, CancellationToken cancellationToken);
}

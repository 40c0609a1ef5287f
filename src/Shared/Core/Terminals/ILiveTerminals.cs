using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Terminals;

/// <summary>The live terminals of the agents of this machine. Nothing runs for those that nobody watches.</summary>
public interface ILiveTerminals
{
    /// <summary>
    /// Begins to watch a session's terminal, whether or not its agent runs just now; <see langword="null"/> when as
    /// many are watched as may be.
    /// </summary>
    /// <param name="changed">Called, from any thread, when there may be something new to read; must not wait.</param>
    ITerminalWatch? Watch(SessionId session, By by, Action changed);
}

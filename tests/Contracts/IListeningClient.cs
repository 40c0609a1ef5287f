using System.Threading.Channels;

namespace TmuxBuilder.Contracts;

/// <summary>The far end of a connection.</summary>
public interface IListeningClient
{
    /// <summary>What arrived, in order; completed when the connection was closed.</summary>
    ChannelReader<string> Frames { get; }

    /// <summary>Vanishes without a word.</summary>
    void Vanish();
}

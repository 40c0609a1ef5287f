namespace TmuxBuilder.Agent.Model;

/// <summary>Tells the model keys apart without telling them.</summary>
public interface IModelKeys
{
    /// <summary>
    /// Another text for every key; <see langword="null"/> when there is none. Safe to keep, not to log.
    /// </summary>
    string? Mark { get; }
}

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>An interruption under way.</summary>
/// <param name="WasAwaiting">It came while a line had been typed that nothing had taken yet, and may still be.</param>
internal sealed record Interruption(bool WasAwaiting)
{
    /// <summary>How often the key was pressed.</summary>
    public int Escapes { get; init; }

    /// <summary>When the key was pressed last.</summary>
    public TimeSpan PressedAt { get; init; }

    /// <summary>Where the transcript told of an interruption last before this one.</summary>
    public long Before { get; init; }

    /// <summary>Its hooks told of an end, or the model stream was cut, since the key was pressed.</summary>
    public bool EndSeen { get; init; }

    /// <summary>It did not stop and its processes are being killed.</summary>
    public bool IsKilling { get; init; }
}

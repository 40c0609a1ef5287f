namespace TmuxBuilder.Testing;

/// <summary>A way for a request to go wrong. A closed family.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Answers with an error, such as 401, 429 or 529.</summary>
    public sealed record Status(int Code, string Message = "stub fault") : Fault
    {
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Never answers.</summary>
    public sealed record Hang : Fault;

    /// <summary>Begins to stream and falls silent.</summary>
    public sealed record Stall : Fault;

    /// <summary>Cuts the connection.</summary>
    public sealed record Reset : Fault;

    /// <summary>Begins to stream and ends with an error event of that type.</summary>
    public sealed record MidStream(StubUsage? Usage = null, string Type = "overloaded_error") : Fault;

    /// <summary>
    /// Begins to stream and cuts the connection once the gate is open: at once after the beginning, or
    /// (<paramref name="Late"/>) when only the very end of the message is still to come.
    /// </summary>
    public sealed record Cut(string Gate, StubUsage Usage, bool Late = false) : Fault;
}

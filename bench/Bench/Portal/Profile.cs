namespace TmuxBuilder.Bench.Portal;

/// <summary>The network and the machine a visitor has.</summary>
/// <param name="Slower">How many times slower than this one the processor is.</param>
internal sealed record Profile(string Kind, Dictionary<string, object>? Network, double Slower = 1)
{
    public static Profile Near { get; } = new("loopback", null);

    /// <summary>150 ms for a round trip, 1.6 Mbit/s down, 750 kbit/s up.</summary>
    public static Profile Slow4G { get; } = new("slow 4G", new()
    {
        ["offline"] = false,
        ["latency"] = 150.0,
        ["downloadThroughput"] = 1_600_000 / 8.0,
        ["uploadThroughput"] = 750_000 / 8.0,
    });

    /// <summary>Where the browser's trace of the visit is written, for looking into.</summary>
    public string? TraceFile { get; init; }

    public string Name => Slower > 1 ? $"{Kind}, processor {Slower:0}x slower" : Kind;
}

using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Records.Turns;

/// <summary>A setback as stored within its turn.</summary>
public sealed record SetbackV1(DateTimeOffset At, SetbackKind Kind, string Cause)
{
    public static SetbackV1 From(Setback setback) => new(setback.At, setback.Kind, setback.Cause);

    public Setback ToSetback() => new(At, Kind, Cause);
}

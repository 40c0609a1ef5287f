using System.Text.Json;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Admin;

/// <summary>Something that went wrong within a turn and was borne.</summary>
/// <param name="Kind">Such as <c>agent_lost</c> or <c>model_limited</c>.</param>
public sealed record SetbackView(DateTimeOffset At, string Kind, string Cause)
{
    internal static SetbackView From(Setback setback) =>
        new(setback.At, JsonNamingPolicy.SnakeCaseLower.ConvertName(setback.Kind.ToString()), setback.Cause);
}

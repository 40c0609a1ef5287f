namespace TmuxBuilder.Core.Turns;

public static class TurnOriginExtensions
{
    extension(TurnOrigin origin)
    {
        /// <summary>The name on the wire.</summary>
        public string Wire => origin.ToString().ToLowerInvariant();
    }
}

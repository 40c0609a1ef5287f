namespace TmuxBuilder.Core.Audit;

/// <summary>Who does something, and in which call.</summary>
/// <param name="Actor">An admin, an integration, a client, or the platform.</param>
public sealed record By(string Actor, string? TraceId)
{
    /// <summary>The platform itself, of its own accord.</summary>
    public static readonly By Platform = new("platform", TraceId: null);
}

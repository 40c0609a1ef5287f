using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>What a call says its session is, before anything was looked up.</summary>
/// <param name="Refusal">What is wrong with how it says so.</param>
internal readonly record struct NamedSession(
    SessionId? Guid = null, string? Share = null, ProblemResult? Refusal = null)
{
    public static readonly NamedSession Nothing;

    public bool IsNothing => Guid is null && Share is null;

    public static NamedSession Refused(ProblemResult refusal) => new(Refusal: refusal);
}

using System.Text.Json.Serialization;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>What a <c>site</c> event says of the check of the release shown.</summary>
/// <param name="Passed">null when it was not checked.</param>
/// <param name="Report">The attachment with the report; left out when it was not checked.</param>
/// <param name="Reason">Why it was not checked; left out when it was.</param>
internal sealed record SiteCheckData(
    bool? Passed,
    int Errors,
    int Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public static SiteCheckData? From(ReleaseCheck? check) => check is null
        ? null
        : new SiteCheckData(check.Passed, check.Errors, check.Warnings, check.Report?.Id, check.Reason);
}

using System.Text.Json.Serialization;
using TmuxBuilder.Records.Chat;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Records.Sites;

/// <summary>What came of a release's check, as stored within the release.</summary>
public sealed record ReleaseCheckV1
{
    public required DateTimeOffset At { get; init; }

    public bool? Passed { get; init; }

    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtAddress { get; init; }

    public int Pages { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    public AttachmentV1? Report { get; init; }

    public AttachmentV1? Screenshot { get; init; }

    public AttachmentV1? Thumbnail { get; init; }

    public static ReleaseCheckV1? From(ReleaseCheck? check) => check is null ? null : new ReleaseCheckV1
    {
        At = check.At,
        Passed = check.Passed,
        Reason = check.Reason,
        AtAddress = check.AtAddress,
        Pages = check.Pages,
        Errors = check.Errors,
        Warnings = check.Warnings,
        Report = check.Report is { } report ? AttachmentV1.From(report) : null,
        Screenshot = check.Screenshot is { } screenshot ? AttachmentV1.From(screenshot) : null,
        Thumbnail = check.Thumbnail is { } thumbnail ? AttachmentV1.From(thumbnail) : null,
    };

    public ReleaseCheck ToCheck() => new()
    {
        At = At,
        Passed = Passed,
        Reason = Reason,
        AtAddress = AtAddress,
        Pages = Pages,
        Errors = Errors,
        Warnings = Warnings,
        Report = Report?.ToAttachment(),
        Screenshot = Screenshot?.ToAttachment(),
        Thumbnail = Thumbnail?.ToAttachment(),
    };
}

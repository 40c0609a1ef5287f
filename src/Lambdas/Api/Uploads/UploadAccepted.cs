using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Says that a file is stored and the agent will build from it.</summary>
/// <param name="FileType"><c>image pdf document text</c>.</param>
/// <param name="FilePath">Where the agent finds it, relative to its folder.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record UploadAccepted(
    string Filename,
    string FileType,
    string FilePath,
    string UploadId,
    string Message,
    DateTimeOffset Timestamp,
    string Guid,
    string TurnId,
    string MessageId)
{
    public bool Success { get; } = true;

    internal static UploadAccepted From(Caller caller, Upload upload, Turn turn) => new(
        upload.Filename,
        UploadTypes.OfName(upload.StoredName)?.Wire ?? "",
        UploadInstructions.PathOf(upload),
        upload.Id.Value,
        $"{upload.Filename} was received; the agent will look at it.",
        upload.CreatedAt,
        caller.PublicId,
        turn.Id.Value,
        turn.Message.Value);
}
